import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { BadDataError, inspectDataset, loadDataset, parseLabelMap } from "../../src/datasets/index.js";

const options = { size: 16, seed: 3 };

function folder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "semblance-datasets-"));
}

/** A picture that differs in every part for every number. */
function picture(n: number): Promise<Buffer> {
  const pixels = Buffer.from(
    Array.from({ length: 12 * 12 }, (_, i) => (Math.imul(i + 1, 2654435761 + n * 40503) >>> 16) & 255),
  );
  return sharp(pixels, { raw: { width: 12, height: 12, channels: 1 } })
    .toColourspace("srgb")
    .jpeg()
    .toBuffer();
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** A small RAF-DB: the list's text, and an image for each name. */
async function rafDb(list: string, names: readonly string[]): Promise<string> {
  const root = await folder();
  await put(join(root, "basic/EmoLabel/list_patition_label.txt"), list);
  await mkdir(join(root, "basic/Image/aligned"), { recursive: true });
  for (const [i, name] of names.entries()) {
    await put(join(root, `basic/Image/aligned/${name}_aligned.jpg`), await picture(i));
  }
  return root;
}

describe("RAF-DB", () => {
  const train = Array.from({ length: 21 }, (_, i) => `train_${String(i + 1).padStart(5, "0")}`);
  const test = Array.from({ length: 7 }, (_, i) => `test_${String(i + 1).padStart(4, "0")}`);
  const lines = [...train, ...test].map((name, i) => `${name}.jpg ${(i % 7) + 1}`);

  it("reads the official list: no newline at the end, labels from 1, split by name, validation carved by class", async () => {
    const root = await rafDb(lines.join("\n"), [...train, ...test]);
    const dataset = await loadDataset(`rafdb:${root}`, options);
    expect(dataset.labels).toEqual(["surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral"]);
    expect(dataset.splits.train.count).toBe(14);
    expect(dataset.splits.validation.count).toBe(7);
    expect([...dataset.splits.validation.classes].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(dataset.splits.test.ids).toEqual(test);
    expect([...dataset.splits.test.classes]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(dataset.splits.train.images.length).toBe(14 * 16 * 16 * 3);
    const again = await loadDataset(`rafdb:${join(root, "basic")}`, options);
    expect(again.fingerprint).toBe(dataset.fingerprint);
    const otherSeed = await loadDataset(`rafdb:${root}`, { ...options, seed: 4 });
    expect(otherSeed.splits.validation.ids).not.toEqual(dataset.splits.validation.ids);
  });

  it("warns that the counts are not the official ones", async () => {
    const root = await rafDb(lines.join("\n"), [...train, ...test]);
    const { problems } = await loadDataset(`rafdb:${root}`, options);
    const warnings = problems.filter((problem) => problem.code === "UNEXPECTED_COUNTS");
    expect(warnings).toHaveLength(2);
    expect(warnings[0]!.message).toContain("1290, 281, 717, 4772, 1982, 705, 2524");
  });

  it("lists every bad line with its number, and stops unless the tolerance allows them", async () => {
    const bad = [...lines];
    bad[4] = "train_00005.jpg 8";
    bad[6] = "train_00007 1";
    bad.push("train_00001.jpg 1", "train_99999.jpg 2");
    const root = await rafDb(bad.join("\n"), [...train, ...test]);
    const error = await loadDataset(`rafdb:${root}`, options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BadDataError);
    const found = (error as BadDataError).problems.map(({ line, code }) => [line, code]);
    expect(found).toEqual([
      [5, "UNKNOWN_LABEL"],
      [7, "MALFORMED_LINE"],
      [29, "DUPLICATE_LINE"],
      [30, "MISSING_FILE"],
    ]);
    expect((error as BadDataError).message).toContain("list_patition_label.txt:5: UNKNOWN_LABEL");
    await expect(loadDataset(`rafdb:${root}`, { ...options, tolerance: 0.1 })).rejects.toThrow(BadDataError);
    const tolerant = await loadDataset(`rafdb:${root}`, { ...options, tolerance: 0.15 });
    expect(tolerant.splits.train.count + tolerant.splits.validation.count).toBe(19);
    expect(tolerant.problems.filter((problem) => problem.severity === "error")).toHaveLength(4);
  });

  it("finds damaged images, and test images that were seen in training, even mirrored", async () => {
    const root = await rafDb(lines.join("\n"), [...train, ...test]);
    const aligned = join(root, "basic/Image/aligned");
    await put(join(aligned, "train_00002_aligned.jpg"), "not an image");
    await put(join(aligned, "test_0003_aligned.jpg"), await picture(0));
    const sample = "node_modules/@vladmandic/face-api/demo/sample2.jpg";
    const photograph = sharp(await readFile(sample)).resize(100, 100);
    await put(join(aligned, "train_00008_aligned.jpg"), await photograph.clone().jpeg().toBuffer());
    const mirrored = photograph.clone().flop().modulate({ brightness: 1.1 }).jpeg({ quality: 60 });
    await put(join(aligned, "test_0004_aligned.jpg"), await mirrored.toBuffer());
    const { problems } = await loadDataset(`rafdb:${root}`, { ...options, tolerance: 0.05 });
    const of = (code: string) => problems.filter((problem) => problem.code === code);
    expect(of("UNREADABLE_IMAGE").map((problem) => problem.file)).toEqual([join(aligned, "train_00002_aligned.jpg")]);
    expect(of("DUPLICATE_IMAGE")[0]!.message).toMatch(/test_0003 .*train_00001|train_00001 .*test_0003/);
    expect(of("SIMILAR_IMAGE")).toHaveLength(1);
    expect(of("SIMILAR_IMAGE")[0]!.message).toMatch(/^test_0004 of test is nearly the same picture as train_00008/);
    const report = await inspectDataset(`rafdb:${root}`, options);
    expect(report).toContain("UNREADABLE_IMAGE 1");
    expect(report).toMatch(/train: 1\d images of 16 x 16, imbalance/);
  });

  it("says what is missing when the folder is not RAF-DB", async () => {
    await expect(loadDataset(`rafdb:${await folder()}`, options)).rejects.toMatchObject({ code: "DATASET_LAYOUT" });
  });
});

describe("FER2013", () => {
  const grey = (value: number) => Array.from({ length: 2304 }, () => value).join(" ");
  const rows = [
    `0,${grey(10)},Training`,
    `3,${grey(20)},Training`,
    `6,${grey(30)},PublicTest`,
    `5,${grey(40)},PrivateTest`,
  ];

  it("reads the CSV with its own class order and splits, and the variant with blanks in its header", async () => {
    for (const header of ["emotion,pixels,Usage", "emotion, Usage, pixels"]) {
      const root = await folder();
      const swap = (row: string) => row.replace(/^(\d),(.*),(\w+)$/, "$1,$3,$2");
      const body = header.startsWith("emotion,pixels") ? rows : rows.map(swap);
      await put(join(root, "fer2013.csv"), `${[header, ...body].join("\n")}\n`);
      const { splits, labels } = await loadDataset(`fer2013:${root}`, options);
      expect([...splits.train.classes].map((c) => labels[c])).toEqual(["anger", "happiness"]);
      expect([...splits.validation.classes].map((c) => labels[c])).toEqual(["neutral"]);
      expect([...splits.test.classes].map((c) => labels[c])).toEqual(["surprise"]);
      expect(splits.train.images[0]).toBe(10);
      expect(splits.test.images.every((value) => value === 40)).toBe(true);
    }
  });

  it("lists bad rows with their lines", async () => {
    const file = join(await folder(), "fer.csv");
    const bad = [`7,${grey(1)},Training`, "1,1 2 3,Training", `1,${grey(300)},Training`, `1,${grey(1)},Unknown`, "1,2"];
    await put(file, ["emotion,pixels,Usage", ...rows, ...bad].join("\n"));
    const error = (await loadDataset(`fer2013:${file}`, options).catch((reason: unknown) => reason)) as BadDataError;
    expect(error.problems.map(({ line, code }) => [line, code])).toEqual([
      [6, "UNKNOWN_LABEL"],
      [7, "UNREADABLE_IMAGE"],
      [8, "UNREADABLE_IMAGE"],
      [9, "UNKNOWN_SPLIT"],
      [10, "MALFORMED_LINE"],
    ]);
  });
});

describe("folders", () => {
  async function tree(names: readonly string[]): Promise<string> {
    const root = await folder();
    for (const [i, name] of names.entries()) await put(join(root, name), await picture(i));
    return root;
  }

  it("takes canonical class names as they are and splits off what is missing", async () => {
    const names = ["fear", "anger"].flatMap((label) => Array.from({ length: 20 }, (_, i) => `train/${label}/${i}.jpg`));
    const { labels, splits } = await loadDataset(`folder:${await tree(names)}`, options);
    expect(labels).toContain("fear");
    expect([splits.train.count, splits.validation.count, splits.test.count]).toEqual([28, 4, 8]);
  });

  it("never guesses what numbered classes mean", async () => {
    const root = await tree(["train/1/a.jpg", "train/2/b.jpg", "valid/1/c.jpg", "test/2/d.jpg"]);
    await expect(loadDataset(`folder:${root}`, options)).rejects.toMatchObject({ code: "LABELS_NEEDED" });
    const labels = parseLabelMap("1=neutral, 2=happiness");
    const mapped = await loadDataset(`folder:${root}`, { ...options, labels });
    expect(mapped.labels).toEqual(["happiness", "neutral"]);
    expect([...mapped.splits.train.classes]).toEqual([1, 0]);
    await put(join(root, "labels.json"), JSON.stringify({ 1: "neutral", 2: "happiness" }));
    expect((await loadDataset(`folder:${root}`, options)).fingerprint).toBe(mapped.fingerprint);
    await put(join(root, "labels.json"), "[1]");
    await expect(loadDataset(`folder:${root}`, options)).rejects.toMatchObject({ code: "LABEL_MAP_INVALID" });
  });

  it("keeps the mapping's order for classes that are not expressions", async () => {
    const root = await tree(["train/tulip/a.jpg", "train/rose/b.jpg", "val/rose/c.jpg", "test/rose/d.jpg"]);
    const labels = parseLabelMap("tulip,rose");
    expect((await loadDataset(`folder:${root}`, { ...options, labels })).labels).toEqual(["tulip", "rose"]);
  });
});

describe("CSV lists", () => {
  it("reads quoted paths relative to the file and reports bad lines", async () => {
    const root = await folder();
    for (let i = 0; i < 4; i++) await put(join(root, `pictures/a, ${i}.jpg`), await picture(i));
    const file = join(root, "list.csv");
    const good = [0, 1, 2, 3].map((i) => `"pictures/a, ${i}.jpg",fear,${["train", "train", "valid", "test"][i]}`);
    await put(file, ["Path, Label, Split", ...good].join("\r\n"));
    const dataset = await loadDataset(`csv:${file}`, options);
    expect(dataset.splits.train.ids).toEqual(["pictures/a, 0.jpg", "pictures/a, 1.jpg"]);
    const bad = [`"pictures/a, 0.jpg",anger,train`, "gone.jpg,fear,train", "x.jpg", "x.jpg,fear,holdout"];
    await put(file, ["path,label,split", ...good, ...bad].join("\n"));
    const error = (await loadDataset(`csv:${file}`, options).catch((reason: unknown) => reason)) as BadDataError;
    expect(error.problems.map(({ line, code }) => [line, code]).sort()).toEqual([
      [6, "DUPLICATE_LINE"],
      [7, "MISSING_FILE"],
      [8, "MALFORMED_LINE"],
      [9, "UNKNOWN_SPLIT"],
    ]);
  });

  it("refuses a list without the columns, and a name that is no data set", async () => {
    const file = join(await folder(), "list.csv");
    await put(file, "file,class\na.jpg,fear\n");
    await expect(loadDataset(`csv:${file}`, options)).rejects.toMatchObject({ code: "DATASET_LAYOUT" });
    for (const spec of ["imagenet", "rafdb:", "zip:faces"]) {
      await expect(loadDataset(spec, options)).rejects.toMatchObject({ code: "UNKNOWN_DATASET" });
    }
  });
});
