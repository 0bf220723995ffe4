import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listBundles, type ManifestDraft, readBundle, writeBundle } from "../../src/bundle/index.js";
import { sha256 } from "../../src/bundle/sha256.js";
import { Random } from "../../src/tensor/random.js";
import { externalTensor, imageModel, message } from "./onnxBytes.js";
import { sampleDraft, sampleStatistics } from "./sampleBundle.js";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "semblance-bundle-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const refusal = (code: string) => expect.objectContaining({ code });

/** Rewrites the manifest as an attacker would who knows the format: with a right checksum. */
async function forgeManifest(dir: string, change: (manifest: Record<string, never>) => void): Promise<void> {
  const { checksum: _, ...manifest } = JSON.parse(await readFile(join(dir, "manifest.json"), "utf8"));
  change(manifest);
  const text = JSON.stringify({ ...manifest, checksum: sha256(JSON.stringify(manifest)) }, null, 2);
  await writeFile(join(dir, "manifest.json"), `${text}\n`);
}

describe("a bundle that was written", () => {
  it("reads back with the same manifest, files and statistics, bit for bit", async () => {
    const draft = sampleDraft();
    const { dir } = await writeBundle(root, draft);
    const bundle = await readBundle(dir);
    expect(dir).toBe(join(root, "sample", "1"));
    expect(bundle.manifest).toMatchObject(draft.manifest);
    expect(bundle.digest).toBe(sha256(await readFile(join(dir, "manifest.json"))));
    expect([...bundle.files.keys()].sort()).toEqual([...draft.files.keys()].sort());
    for (const [name, bytes] of draft.files) expect(bundle.files.get(name), name).toEqual(bytes);
    expect([...bundle.statistics]).toEqual([...sampleStatistics()]);
  });

  it("holds graphs that onnxruntime loads and runs as declared", async () => {
    const { files } = await readBundle((await writeBundle(root, sampleDraft())).dir);
    const images = new Tensor("uint8", new Uint8Array(2 * 8 * 8 * 3).fill(100), [2, 8, 8, 3]);
    const encoder = await InferenceSession.create(files.get("encoder.onnx")!);
    const { mean } = await encoder.run({ images });
    expect(mean!.dims).toEqual([2, 4]);
    const decoder = await InferenceSession.create(files.get("decoder.onnx")!);
    const decoded = await decoder.run({ latents: mean! });
    expect(decoded.images!.dims).toEqual([2, 8, 8, 3]);
    expect(decoded.images!.type).toBe("uint8");
  });

  it("is never overwritten", async () => {
    await writeBundle(root, sampleDraft());
    await expect(writeBundle(root, sampleDraft())).rejects.toEqual(refusal("BUNDLE_EXISTS"));
    await writeBundle(root, sampleDraft({ version: "2" }));
  });

  it("is written once when two writers race, and the loser leaves nothing behind", async () => {
    const results = await Promise.allSettled([1, 2, 3].map(() => writeBundle(root, sampleDraft())));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason.code).toBe("BUNDLE_EXISTS");
    expect(await readdir(join(root, "sample"))).toEqual(["1"]);
  });

  it("is listed by name and version, numbers as numbers", async () => {
    for (const version of ["10", "9", "1.2"]) await writeBundle(root, sampleDraft({ version }));
    await writeBundle(root, sampleDraft({ name: "other" }));
    expect((await listBundles(root)).map(({ name, version }) => `${name}/${version}`)).toEqual([
      "other/1",
      "sample/1.2",
      "sample/9",
      "sample/10",
    ]);
  });
});

describe("a writer that was killed", () => {
  it("leaves a half-written folder that is never listed and does not stop the next writer", async () => {
    const { dir } = await writeBundle(root, sampleDraft());
    const half = join(root, "sample", ".1.0d1f.tmp");
    await rename(dir, half);
    await rm(join(half, "manifest.json"));
    expect(await listBundles(root)).toEqual([]);
    await writeBundle(root, sampleDraft());
    expect(await listBundles(root)).toHaveLength(1);
  });
});

describe("a damaged bundle", () => {
  it("is refused for every one of 300 random flipped bits, wherever they fall", async () => {
    const { dir } = await writeBundle(root, sampleDraft());
    const names = ["manifest.json", ...sampleDraft().files.keys()];
    const random = new Random(3, "bit-flips");
    for (let flip = 0; flip < 300; flip++) {
      const path = join(dir, names[flip % names.length]!);
      const sound = await readFile(path);
      const bytes = Buffer.from(sound);
      const at = random.integer(bytes.length);
      bytes[at] = bytes[at]! ^ (1 << random.integer(8));
      await writeFile(path, bytes);
      await expect(readBundle(dir), `${path} byte ${at}`).rejects.toEqual(
        refusal(expect.stringMatching(/^BUNDLE_/) as never),
      );
      await writeFile(path, sound);
    }
    await readBundle(dir);
  });

  it.each(["manifest.json", "encoder.onnx", "statistics.safetensors", "report/curves.csv"])(
    "is refused when %s is cut short, longer, or missing",
    async (name) => {
      const { dir } = await writeBundle(root, sampleDraft());
      const path = join(dir, name);
      const sound = await readFile(path);
      const damage = name === "manifest.json" ? "BUNDLE_MANIFEST" : "BUNDLE_HASH_MISMATCH";
      await truncate(path, sound.length - 1);
      await expect(readBundle(dir)).rejects.toEqual(refusal(damage));
      await writeFile(path, sound);
      await appendFile(path, " ");
      await expect(readBundle(dir)).rejects.toEqual(refusal(damage));
      await rm(path);
      await expect(readBundle(dir)).rejects.toEqual(refusal("BUNDLE_FILE_MISSING"));
    },
  );

  it("is refused when it is not there at all", async () => {
    await expect(readBundle(join(root, "none"))).rejects.toEqual(refusal("BUNDLE_FILE_MISSING"));
    await expect(listBundles(join(root, "none"))).rejects.toEqual(refusal("BUNDLE_FILE_MISSING"));
  });
});

describe("a hostile bundle", () => {
  it("is refused for a file that the manifest does not name, except under report/", async () => {
    const { dir } = await writeBundle(root, sampleDraft());
    await writeFile(join(dir, "report", "notes.txt"), "seen by nobody");
    expect((await readBundle(dir)).files.has("report/notes.txt")).toBe(false);
    await writeFile(join(dir, "weights.bin"), "x");
    await expect(readBundle(dir)).rejects.toEqual(refusal("BUNDLE_FILE_UNEXPECTED"));
    await rm(join(dir, "weights.bin"));
    await mkdir(join(dir, "extra"));
    await expect(readBundle(dir)).rejects.toEqual(refusal("BUNDLE_FILE_UNEXPECTED"));
  });

  it("is refused for a link, even to the same bytes", async () => {
    const { dir } = await writeBundle(root, sampleDraft());
    for (const name of ["MODEL_CARD.md", "manifest.json", "report"]) {
      const outside = join(root, `outside-${name}`);
      await rename(join(dir, name), outside);
      await symlink(outside, join(dir, name));
      await expect(readBundle(dir), name).rejects.toEqual(refusal("BUNDLE_FILE_UNEXPECTED"));
      await rm(join(dir, name));
      await rename(outside, join(dir, name));
    }
    await readBundle(dir);
  });

  it.each([
    "../secret",
    "/etc/passwd",
    "report/../../secret",
    "a\\b",
    ".hidden",
    "report/.hidden",
    "__proto__",
    "manifest.json",
  ])("is refused for a manifest that names %j, and cannot be written with it", async (name) => {
    const { dir } = await writeBundle(root, sampleDraft());
    await writeFile(join(root, "sample", "secret"), "secret");
    await forgeManifest(dir, (manifest) => {
      const entry = { value: { sha256: sha256("secret"), bytes: 6 }, enumerable: true };
      Object.defineProperty(manifest.files, name, entry);
    });
    await expect(readBundle(dir)).rejects.toEqual(refusal("BUNDLE_MANIFEST"));
    const draft = sampleDraft({ version: "2" });
    draft.files.set(name, new Uint8Array(1));
    await expect(writeBundle(root, draft)).rejects.toThrow();
    expect(await listBundles(root)).toHaveLength(1);
  });

  it("is refused for an edited manifest even when everything in it is plausible", async () => {
    const { dir } = await writeBundle(root, sampleDraft());
    const path = join(dir, "manifest.json");
    await writeFile(path, (await readFile(path, "utf8")).replace(`"accuracy": 0.8`, `"accuracy": 0.9`));
    await expect(readBundle(dir)).rejects.toEqual(refusal("BUNDLE_MANIFEST"));
  });

  it("is refused for weights outside the file, in an initializer, an attribute or a subgraph", async () => {
    const outside = externalTensor("weights", [8 * 8 * 3, 4], "../../../etc/passwd");
    const inAttribute = message([1, "value"], [5, outside], [20, 4]);
    const subgraph = message([1, message([4, "Constant"], [5, inAttribute])]);
    const graphs: [string, Uint8Array][] = [
      ["initializer", imageModel(8, 4, ["mean", "logVariance"], outside)],
      ["attribute", message([7, message([1, message([4, "Constant"], [5, inAttribute])])])],
      [
        "subgraph",
        message([7, message([1, message([4, "If"], [5, message([1, "then_branch"], [6, subgraph], [20, 5])])])]),
      ],
      ["function", message([25, message([7, message([4, "Constant"], [5, inAttribute])])])],
    ];
    for (const [where, bytes] of graphs) {
      const draft = sampleDraft();
      draft.files.set("encoder.onnx", bytes);
      await expect(writeBundle(root, draft), where).rejects.toEqual(refusal("BUNDLE_EXTERNAL_DATA"));
    }
    // onnxruntime agrees that the first of them asks for another file.
    await expect(InferenceSession.create(graphs[0]![1])).rejects.toThrow(/external|escapes|location/i);
  });

  it("is refused when a network file is no ONNX model", async () => {
    const draft = sampleDraft();
    draft.files.set("encoder.onnx", new Uint8Array(100).fill(0xff));
    await expect(writeBundle(root, draft)).rejects.toEqual(refusal("BUNDLE_INCONSISTENT"));
  });
});

describe("a bundle whose parts disagree", () => {
  const base = sampleDraft().manifest;
  const metrics = base.metrics.classifiers.resnet18!.test!;
  const changes: [string, Partial<ManifestDraft>, string][] = [
    ["a label twice", { labels: ["fear", "fear", "neutral"] }, "BUNDLE_INCONSISTENT"],
    ["another label", { labels: ["surprise", "fear", "joy"] }, "BUNDLE_INCONSISTENT"],
    ["a label too many", { labels: [...base.labels, "joy"], classCounts: [5, 6, 7, 8] }, "BUNDLE_INCONSISTENT"],
    ["a count too few", { classCounts: [5, 6] }, "BUNDLE_INCONSISTENT"],
    ["an unknown tail class", { tailClasses: ["joy"] }, "BUNDLE_INCONSISTENT"],
    ["another image size", { imageSize: 16 }, "BUNDLE_INCONSISTENT"],
    ["another latent size", { latentSize: 5 }, "BUNDLE_INCONSISTENT"],
    [
      "encoder and decoder exchanged",
      { networks: { ...base.networks, encoder: "decoder.onnx", decoder: "encoder.onnx" } },
      "BUNDLE_INCONSISTENT",
    ],
    ["a network that is not there", { networks: { ...base.networks, encoder: "other.onnx" } }, "BUNDLE_FILE_MISSING"],
    ["a card that is not there", { card: "CARD.md" }, "BUNDLE_FILE_MISSING"],
    ["statistics that are none", { statistics: "MODEL_CARD.md" }, "BUNDLE_SAFETENSORS"],
    [
      "metrics of an unknown classifier",
      { metrics: { classifiers: { dan: { test: metrics } } } },
      "BUNDLE_INCONSISTENT",
    ],
    [
      "recalls for fewer classes",
      { metrics: { classifiers: { resnet18: { test: { ...metrics, perClassRecall: [1] } } } } },
      "BUNDLE_INCONSISTENT",
    ],
    ["a date that is none", { createdAt: "yesterday" }, "BUNDLE_MANIFEST"],
    ["a name that leaves the folder", { name: "../up" }, "BUNDLE_MANIFEST"],
    [
      "an accuracy that is no number",
      { metrics: { classifiers: { resnet18: { test: { ...metrics, accuracy: Number.NaN } } } } },
      "BUNDLE_MANIFEST",
    ],
  ];
  it.each(changes)("is not written with %s, and refused when forged", async (_, change, code) => {
    await expect(writeBundle(root, sampleDraft(change))).rejects.toEqual(refusal(code));
    const { dir } = await writeBundle(root, sampleDraft({ version: "9" }));
    await forgeManifest(dir, (manifest) => Object.assign(manifest, change));
    await expect(readBundle(dir)).rejects.toEqual(refusal(code));
    expect((await readdir(join(root))).length).toBe(1);
  });

  it("can be copied elsewhere and still be sound", async () => {
    const { dir } = await writeBundle(root, sampleDraft());
    await cp(dir, join(root, "copy"), { recursive: true });
    expect((await readBundle(join(root, "copy"))).digest).toBe((await readBundle(dir)).digest);
  });
});
