import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { afterAll, describe, expect, it } from "vitest";
import { openSession } from "../../src/runtime/index.js";
import type { HostTensor } from "../../src/tensor/hostTensor.js";
import { Random } from "../../src/tensor/random.js";
import { expectClose } from "../support/againstEager.js";
import { runConvert } from "./runConvert.js";
import { saveModel, seedWeights } from "./saveModel.js";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const normals = (...shape: number[]): HostTensor => {
  const size = shape.reduce((a, b) => a * b, 1);
  return { dtype: "float32", shape, data: new Random(5, "input", size).normals(size) };
};

/** A MobileNet in small: depthwise-separable convolutions with batch normalisation and ReLU6. */
function depthwiseSeparable(): tf.LayersModel {
  const model = tf.sequential();
  model.add(
    tf.layers.conv2d({
      inputShape: [20, 20, 3],
      filters: 8,
      kernelSize: 3,
      strides: 2,
      padding: "same",
      useBias: false,
    }),
  );
  model.add(tf.layers.batchNormalization());
  model.add(tf.layers.reLU({ maxValue: 6 }));
  for (const strides of [1, 2]) {
    model.add(tf.layers.zeroPadding2d({ padding: 1 }));
    model.add(
      tf.layers.depthwiseConv2d({ kernelSize: 3, strides, padding: "valid", useBias: false, depthMultiplier: 2 }),
    );
    model.add(tf.layers.batchNormalization());
    model.add(tf.layers.activation({ activation: "relu6" }));
    model.add(
      tf.layers.separableConv2d({
        filters: 12,
        kernelSize: 3,
        padding: "same",
        activation: "relu",
      }),
    );
  }
  model.add(tf.layers.globalAveragePooling2d({}));
  model.add(tf.layers.dropout({ rate: 0.3 }));
  model.add(tf.layers.dense({ units: 5, activation: "softmax" }));
  return model;
}

/** Words in, two classes out: an embedding, a bidirectional LSTM over time, and a second LSTM. */
function recurrent(): tf.LayersModel {
  const words = tf.input({ shape: [7], name: "words" });
  let x = tf.layers.embedding({ inputDim: 30, outputDim: 6, maskZero: true }).apply(words) as tf.SymbolicTensor;
  const inner = tf.layers.lstm({ units: 5, returnSequences: true }) as tf.RNN;
  x = tf.layers.bidirectional({ layer: inner, mergeMode: "concat" }).apply(x) as tf.SymbolicTensor;
  x = tf.layers.lstm({ units: 4, recurrentActivation: "sigmoid" }).apply(x) as tf.SymbolicTensor;
  return tf.model({ inputs: words, outputs: tf.layers.dense({ units: 2 }).apply(x) as tf.SymbolicTensor });
}

/** One block of a transformer encoder: two heads, residuals, layer normalisation, a feed-forward part. */
function transformerBlock(): tf.LayersModel {
  const [time, width, head] = [6, 8, 4];
  const input = tf.input({ shape: [time, width], name: "tokens" });
  const heads = [0, 1].map(() => {
    const part = (units: number) => tf.layers.dense({ units }).apply(input) as tf.SymbolicTensor;
    const [query, key, value] = [part(head), part(head), part(head)];
    const scores = tf.layers.dot({ axes: [2, 2] }).apply([query!, key!]) as tf.SymbolicTensor;
    const attention = tf.layers.softmax({ axis: -1 }).apply(scores) as tf.SymbolicTensor;
    return tf.layers.dot({ axes: [2, 1] }).apply([attention, value!]) as tf.SymbolicTensor;
  });
  const joined = tf.layers.concatenate().apply(heads) as tf.SymbolicTensor;
  const projected = tf.layers.dense({ units: width }).apply(joined) as tf.SymbolicTensor;
  const added = tf.layers.add().apply([input, projected]) as tf.SymbolicTensor;
  const normal = tf.layers.layerNormalization().apply(added) as tf.SymbolicTensor;
  const wide = tf.layers.dense({ units: 16, activation: "swish" }).apply(normal) as tf.SymbolicTensor;
  const back = tf.layers.dense({ units: width }).apply(wide) as tf.SymbolicTensor;
  const sum = tf.layers.add().apply([normal, back]) as tf.SymbolicTensor;
  const output = tf.layers.layerNormalization().apply(sum) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: output });
}

/** Two inputs and two outputs: a gated recurrent unit over one, the other joined to it. */
function twoInputs(): tf.LayersModel {
  const signal = tf.input({ shape: [5, 3], name: "signal" });
  const extra = tf.input({ shape: [2], name: "extra" });
  const state = tf.layers.gru({ units: 4 }).apply(signal) as tf.SymbolicTensor;
  const joined = tf.layers.concatenate().apply([state, extra]) as tf.SymbolicTensor;
  const first = tf.layers.dense({ units: 3, activation: "tanh", name: "first" }).apply(joined) as tf.SymbolicTensor;
  const second = tf.layers.dense({ units: 1, activation: "sigmoid", name: "second" }).apply(first) as tf.SymbolicTensor;
  return tf.model({ inputs: [signal, extra], outputs: [first, second] });
}

const words = (batch: number): HostTensor => {
  const random = new Random(6, batch);
  // Zeros are masked: sequences of different lengths.
  const data = Float32Array.from({ length: batch * 7 }, (_, i) => (i % 7 > 4 ? 0 : 1 + random.integer(29)));
  return { dtype: "float32", shape: [batch, 7], data };
};

const MODELS: [string, () => tf.LayersModel, (batch: number) => HostTensor[]][] = [
  ["a depthwise-separable CNN", depthwiseSeparable, (batch) => [normals(batch, 20, 20, 3)]],
  ["an LSTM with an embedding and masks", recurrent, (batch) => [words(batch)]],
  ["a transformer block", transformerBlock, (batch) => [normals(batch, 6, 8)]],
  ["a model of two inputs and two outputs", twoInputs, (batch) => [normals(batch, 5, 3), normals(batch, 2)]],
];

describe("semblance convert turns a layers model into ONNX that gives what TensorFlow.js predicts:", () => {
  it.each(MODELS)("%s", async (_, build, draw) => {
    await tf.setBackend("cpu");
    const model = build();
    seedWeights(model, 3);
    const folder = await saveModel(model);
    folders.push(folder);
    const path = join(folder, "model.onnx");
    const { out, err, exitCode } = await runConvert(folder, path);
    expect([err, exitCode]).toEqual(["", 0]);
    expect(out).toContain("checked  against TensorFlow.js for batches of 1 and 3");
    const session = await openSession(readFileSync(path), { device: "cpu", threads: 1 });
    const inputNames = model.inputs.map(({ sourceLayer }) => sourceLayer.name);
    const outputNames = model.outputs.map(({ sourceLayer }) => sourceLayer.name);
    expect(session.inputNames).toEqual(inputNames);
    expect(session.outputNames).toEqual(outputNames);
    for (const batch of [1, 3]) {
      const inputs = draw(batch);
      const expected = [model.predict(inputs.map(({ data, shape }) => tf.tensor(data, [...shape])))].flat();
      const actual = await session.run(Object.fromEntries(inputs.map((input, i) => [inputNames[i]!, input])));
      expected.forEach((tensor, i) => {
        expectClose(actual[outputNames[i]!]!, tensor, `output ${i} for a batch of ${batch}`, 1e-5);
      });
    }
    await session.close();
  });
});
