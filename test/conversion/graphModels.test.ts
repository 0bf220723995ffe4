import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readModelFiles } from "../../src/conversion/readModelFiles.js";
import { openSession } from "../../src/runtime/index.js";
import { Random } from "../../src/tensor/random.js";
import { expectClose } from "../support/againstEager.js";
import { runConvert } from "./runConvert.js";
import { writeModel } from "./saveModel.js";
import { smallGraphModel } from "./smallGraphModel.js";

let folder: string;
beforeEach(async () => {
  await tf.setBackend("cpu");
  folder = mkdtempSync(join(tmpdir(), "semblance-graph-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("semblance convert turns a graph model into ONNX", () => {
  it.each([1, 3])("that gives what TensorFlow.js gives for a batch of %i", async (batch) => {
    writeModel(folder, smallGraphModel());
    const path = join(folder, "model.onnx");
    const { out, err } = await runConvert(join(folder, "model.json"), path);
    expect(err).toBe("");
    expect(out).toContain("(graph model)");
    expect(out).toContain("input    images float32[batch, 8, 8, 3]");
    const { handler } = await readModelFiles(folder);
    const model = await tf.loadGraphModel(handler);
    const data = new Random(9, batch).normals(batch * 192);
    const expected = model.execute({ images: tf.tensor(data, [batch, 8, 8, 3]) }, [
      "probabilities",
      "pooled",
    ]) as tf.Tensor[];
    const session = await openSession(readFileSync(path), { device: "cpu", threads: 1 });
    const actual = await session.run({ images: { dtype: "float32", shape: [batch, 8, 8, 3], data } });
    expect(Object.keys(actual).sort()).toEqual(["pooled", "probabilities"]);
    expect(expected[0]!.shape).toEqual([batch, 5]);
    expectClose(actual.probabilities!, expected[0]!, "probabilities", 1e-5);
    expectClose(actual.pooled!, expected[1]!, "pooled", 1e-5);
    await session.close();
  });

  it("for one batch size when it is asked to", async () => {
    writeModel(folder, smallGraphModel());
    const { out } = await runConvert(folder, join(folder, "two.onnx"), "--batch", "2");
    expect(out).toContain("input    images float32[2, 8, 8, 3]");
    expect(out).toContain("for batches of 2:");
  });

  it("but not one with control flow, whose operations it names", async () => {
    const more = [
      { name: "loop/cond", op: "LoopCond", input: ["pooled"] },
      { name: "boxes", op: "NonMaxSuppressionV3" },
    ];
    writeModel(folder, smallGraphModel(more));
    const { err, exitCode } = await runConvert(folder, join(folder, "model.onnx"));
    expect(exitCode).toBe(1);
    expect(err).toContain("CONTROL_FLOW: Expected a graph model without loops");
    expect(err).toContain('LoopCond ("loop/cond"), NonMaxSuppressionV3 ("boxes")');
  });
});
