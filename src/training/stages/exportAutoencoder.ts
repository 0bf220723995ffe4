import type * as tf from "@tensorflow/tfjs-core";
import { exportOnnx } from "../../compiler/index.js";
import { scaleImages, unscaleImages } from "../../networks/index.js";
import type { VaeGan } from "../steps/vaeGan.js";

/** The averaged encoder and generator as the bundle's graphs: bytes in, bytes out, layouts of docs/bundle.md. */
export function exportAutoencoder(model: VaeGan, size: number): { encoder: Uint8Array; decoder: Uint8Array } {
  const encoder = exportOnnx(
    (feeds) => ({ ...model.averageEncoder(scaleImages(feeds.images as tf.Tensor4D), false) }),
    { inputs: [{ name: "images", dtype: "uint8", shape: [-1, size, size, 3] }] },
  );
  const decoder = exportOnnx(
    (feeds) => ({ images: unscaleImages(model.averageGenerator(feeds.latents as tf.Tensor2D, false)) }),
    {
      inputs: [{ name: "latents", dtype: "float32", shape: [-1, model.latents] }],
      outputs: { images: "uint8" },
    },
  );
  return { encoder, decoder };
}
