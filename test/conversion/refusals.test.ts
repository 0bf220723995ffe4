import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exportOnnx } from "../../src/compiler/index.js";
import { checkConversion } from "../../src/conversion/index.js";
import { runConvert } from "./runConvert.js";
import { saveModel, seedWeights, writeModel } from "./saveModel.js";
import { smallGraphModel } from "./smallGraphModel.js";

let folder: string;
let out: string;
beforeEach(async () => {
  await tf.setBackend("cpu");
  folder = mkdtempSync(join(tmpdir(), "semblance-refused-"));
  out = join(folder, "out.onnx");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Changes model.json as a careless hand would. */
function edit(change: (json: { weightsManifest: { paths: string[]; weights: { dtype: string }[] }[] }) => void): void {
  const json = JSON.parse(readFileSync(join(folder, "model.json"), "utf8"));
  change(json);
  writeFileSync(join(folder, "model.json"), JSON.stringify(json));
}

/** Saves a layers model and tries to convert it. */
async function convertLayers(model: tf.LayersModel, ...flags: string[]) {
  seedWeights(model, 1);
  const saved = await saveModel(model);
  try {
    return await runConvert(saved, out, ...flags);
  } finally {
    rmSync(saved, { recursive: true, force: true });
  }
}

describe("semblance convert refuses and writes nothing", () => {
  afterEach(() => {
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  const FILES: [string, () => void, RegExp][] = [
    ["a folder without model.json", () => rmSync(join(folder, "model.json")), /model\.json .* cannot be read/s],
    ["a model.json that is no JSON", () => writeFileSync(join(folder, "model.json"), "{"), /it is not JSON/],
    [
      "a weight of an unknown type",
      () => edit((json) => Object.assign(json.weightsManifest[0]!.weights[0]!, { dtype: "string" })),
      /dtype/,
    ],
    [
      "a weight file that is cut short",
      () => writeFileSync(join(folder, "group1-shard2of2.bin"), ""),
      /bytes where its weights take/,
    ],
    [
      "a weight file outside the folder",
      () => edit((json) => json.weightsManifest[0]!.paths.push("../secret.bin")),
      /outside its folder/,
    ],
  ];
  it.each(FILES)("%s", async (_, spoil, message) => {
    writeModel(folder, smallGraphModel());
    spoil();
    const { err, exitCode } = await runConvert(folder, out);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^MODEL_FILE: Expected /);
    expect(err).toMatch(message);
  });

  it("a kernel that it does not know, and names it", async () => {
    // Random numbers drawn while tracing would be the same at every run.
    const attr = { seed: { i: "1" }, seed2: { i: "2" }, T: { type: "DT_FLOAT" }, output_dtype: { type: "DT_INT32" } };
    const samples = { name: "samples", op: "Multinomial", input: ["logits", "features"], attr };
    const model = smallGraphModel([samples]);
    const signature = {
      ...(model.signature as object),
      outputs: { samples: { name: "samples:0", dtype: "DT_INT32" } },
    };
    writeModel(folder, { ...model, signature });
    const { err, exitCode } = await runConvert(folder, out);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^UNSUPPORTED_KERNEL: .*got Multinomial /);
  });

  it("a recurrent layer that keeps its state between calls, and names it", async () => {
    const model = tf.sequential();
    model.add(tf.layers.lstm({ batchInputShape: [2, 3, 4], units: 2, stateful: true, name: "memory" }));
    expect((await convertLayers(model)).err).toMatch(/^STATEFUL_LAYER: .*"memory"/);
  });

  it("an open dimension that is not the batch, until its size is given", async () => {
    const model = tf.sequential();
    model.add(tf.layers.conv2d({ inputShape: [null, null, 3] as unknown as number[], filters: 2, kernelSize: 3 }));
    const { err } = await convertLayers(model);
    expect(err).toMatch(/^INPUT_OPTION: /);
    expect(err).toMatch(/--shape conv2d_Conv2D\d+_input=-1,224,224,3/);
    expect((await convertLayers(model, "--shape", "pictures=-1,8,8,3")).err).toContain('got "pictures"');
  });

  it("a model that computes something else than TensorFlow.js", async () => {
    const spec = { name: "x", dtype: "float32", shape: [-1, 3] } as const;
    const wrong = exportOnnx(({ x }) => ({ y: tf.mul(x!, 1.01) }), [spec]);
    const check = checkConversion(wrong, { fn: ({ x }) => ({ y: x! }) }, [spec], new Map(), [1, 3]);
    await expect(check).rejects.toMatchObject({ code: "CONVERSION_MISMATCH" });
    const nothing = checkConversion(wrong, { fn: ({ x }) => ({ y: tf.div(x!, 0) }) }, [spec], new Map(), [1]);
    await expect(nothing).rejects.toThrow(/output "y" is .* at element 0 where TensorFlow.js gives/);
  });
});

describe("semblance convert replaces a file that exists", () => {
  it("only when the conversion succeeds", async () => {
    writeFileSync(out, "before");
    const model = tf.sequential();
    model.add(tf.layers.dense({ inputShape: [2], units: 1 }));
    expect((await convertLayers(model, "--shape", "nothing=1,2")).exitCode).toBe(1);
    expect(readFileSync(out, "utf8")).toBe("before");
    expect((await convertLayers(model)).exitCode).toBe(0);
    expect(readFileSync(out).byteLength).toBeGreaterThan(100);
    const inside = await runConvert(await saveModel(model), join(out, "model.onnx"));
    expect([inside.exitCode, inside.err]).toEqual([
      1,
      expect.stringMatching(/^Cannot write .*out\.onnx.model\.onnx: E/),
    ]);
  });
});
