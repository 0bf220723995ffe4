import * as tf from "@tensorflow/tfjs-core";
import { invariant } from "../../errors/invariant.js";
import { scaleImages, unscaleImages } from "../../networks/index.js";
import type { Session } from "../../runtime/index.js";
import type { Classifier } from "../steps/classifier.js";
import type { VaeGan } from "../steps/vaeGan.js";
import { BATCH, inBatches } from "./inBatches.js";

/** float32 kernels that sum in another order differ in the fifth digit at these depths; bytes by one at a rounding border. */
const TOLERANCE = 2e-3;

/** Runs one image through TensorFlow.js as it was trained and through the exported graphs, and requires the same answer. */
export async function checkParity(
  trained: { readonly model: VaeGan; readonly classifiers: readonly Classifier[] },
  exported: { readonly encoder: Session; readonly decoder: Session; readonly classifiers: readonly Session[] },
  image: Uint8Array,
  size: number,
): Promise<void> {
  const shape = [1, size, size, 3];
  const eager = <T extends tf.Tensor>(compute: (images: tf.Tensor4D) => T): Float32Array =>
    tf.tidy(() => {
      const images = scaleImages(tf.tensor4d(Float32Array.from(image), [1, size, size, 3]));
      return Float32Array.from(compute(images).dataSync());
    });
  const mean = eager((images) => trained.model.averageEncoder(images, false).mean);
  const decoded = eager(() =>
    unscaleImages(trained.model.averageGenerator(tf.tensor2d(mean, [1, mean.length]), false)),
  );
  const encodings = await inBatches(exported.encoder, "images", { data: image, shape });
  requireClose("encoder", mean, encodings.mean!.data, TOLERANCE);
  const images = await inBatches(exported.decoder, "latents", { data: mean, shape: [1, mean.length] });
  requireClose("decoder", decoded, images.images!.data, 0.5 + 255 * TOLERANCE);
  for (const [i, { network }] of trained.classifiers.entries()) {
    const logits = eager((pixels) => network(pixels, false).logits);
    const outputs = await inBatches(exported.classifiers[i]!, "images", { data: image, shape });
    requireClose(`classifier ${i}`, logits, outputs.logits!.data, TOLERANCE);
  }
}

function requireClose(
  name: string,
  expected: Float32Array,
  got: Float32Array | Int32Array | Uint8Array,
  most: number,
): void {
  const scale = Math.max(1, ...expected.map(Math.abs).subarray(0, BATCH));
  const worst = expected.reduce((max, value, i) => Math.max(max, Math.abs(value - got[i]!)), 0);
  const limit = most >= 0.5 ? most : most * scale;
  invariant(worst <= limit, `The exported ${name} differs from the trained one by ${worst}, more than ${limit}.`);
}
