import type { Bundle } from "../../bundle/index.js";
import { bucketsOn, GENERATION_BUCKETS } from "../scheduler/buckets.js";
import type { RowSpec } from "../scheduler/packRows.js";

/** One network of a bundle and the shapes it is run with. */
export interface NetworkPlan {
  readonly file: string;
  readonly input: string;
  readonly row: RowSpec;
  /** Batch sizes on a device, ascending. */
  readonly buckets: (device: string | undefined) => readonly number[];
}

/** Key of a classifier among a model's networks. */
export function classifierNetwork(id: string): string {
  return `classifier:${id}`;
}

/** Every network that a bundle holds, by the key that runners know it by. */
export function networkPlans({ manifest }: Pick<Bundle, "manifest">): Record<string, NetworkPlan> {
  const image: RowSpec = { dtype: "uint8", shape: [manifest.imageSize, manifest.imageSize, 3] };
  const latent: RowSpec = { dtype: "float32", shape: [manifest.latentSize] };
  const classifiers = manifest.networks.classifiers.map(({ id, file }): [string, NetworkPlan] => [
    classifierNetwork(id),
    { file, input: "images", row: image, buckets: bucketsOn },
  ]);
  return {
    encoder: { file: manifest.networks.encoder, input: "images", row: image, buckets: bucketsOn },
    decoder: { file: manifest.networks.decoder, input: "latents", row: latent, buckets: () => GENERATION_BUCKETS },
    ...Object.fromEntries(classifiers),
  };
}
