import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { readBundle, writeBundle } from "../../src/bundle/index.js";
import { exportOnnx } from "../../src/compiler/index.js";
import type { TensorSpec } from "../../src/tensor/hostTensor.js";
import { sampleDraft } from "./sampleBundle.js";

it("a bundle takes the graphs that the compiler exports, as they are", async () => {
  const images: TensorSpec = { name: "images", dtype: "uint8", shape: [-1, 8, 8, 3] };
  const latents: TensorSpec = { name: "latents", dtype: "float32", shape: [-1, 4] };
  const toImage = tf.variable(tf.fill([4, 192], 3), true, "toImage");
  const toLatent = tf.variable(tf.fill([192, 4], 0.01), true, "toLatent");
  const toLogits = tf.variable(tf.fill([192, 3], 0.01), true, "toLogits");
  const flat = (x: tf.Tensor) => tf.reshape(tf.div(x, 255), [x.shape[0]!, 192]) as tf.Tensor2D;
  const draft = sampleDraft();
  draft.files.set(
    "encoder.onnx",
    exportOnnx(
      ({ images: x }) => {
        const mean = tf.matMul(flat(x!), toLatent as tf.Tensor2D);
        return { mean, logVariance: tf.neg(tf.abs(mean)) };
      },
      { inputs: [images] },
    ),
  );
  draft.files.set(
    "decoder.onnx",
    exportOnnx(
      ({ latents: z }) => ({
        images: tf.reshape(tf.matMul(z as tf.Tensor2D, toImage as tf.Tensor2D), [z!.shape[0]!, 8, 8, 3]),
      }),
      { inputs: [latents], outputs: { images: "uint8" } },
    ),
  );
  draft.files.set(
    "classifier-resnet18.onnx",
    exportOnnx(
      ({ images: x }) => {
        const logits = tf.matMul(flat(x!), toLogits as tf.Tensor2D);
        return { logits, probabilities: tf.softmax(logits) };
      },
      { inputs: [images] },
    ),
  );
  const root = await mkdtemp(join(tmpdir(), "semblance-exported-"));
  try {
    const { dir } = await writeBundle(root, draft);
    expect((await readBundle(dir)).manifest.imageSize).toBe(8);
  } finally {
    await rm(root, { recursive: true, force: true });
    tf.dispose([toImage, toLatent, toLogits]);
  }
});
