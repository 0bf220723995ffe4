import type { Bundle, ImageInput } from "../../bundle/index.js";
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

/** Photographs that one run of the detector may hold: each costs a hundred times a crop, so that larger batches gain nothing. */
const DETECTOR_BUCKETS: readonly number[] = [1, 2, 4];

/** Every network that a bundle holds, by the key that runners know it by. */
export function networkPlans({ manifest }: Pick<Bundle, "manifest">): Record<string, NetworkPlan> {
  const { imageSize, latentSize, networks, faces } = manifest;
  const image: RowSpec = { dtype: "uint8", shape: [imageSize, imageSize, 3] };
  const plans: Record<string, NetworkPlan> = {};
  if (networks.encoder) plans.encoder = { file: networks.encoder, input: "images", row: image, buckets: bucketsOn };
  if (networks.decoder) {
    const latent: RowSpec = { dtype: "float32", shape: [latentSize] };
    plans.decoder = { file: networks.decoder, input: "latents", row: latent, buckets: () => GENERATION_BUCKETS };
  }
  for (const { id, file, input } of networks.classifiers) {
    const row = input ? rowOf(input) : image;
    plans[classifierNetwork(id)] = { file, input: input?.name ?? "images", row, buckets: bucketsOn };
  }
  if (faces) {
    const { detector, landmarks } = faces;
    plans.detector = { ...planOf(detector), buckets: () => DETECTOR_BUCKETS };
    plans.landmarks = { ...planOf(landmarks), buckets: bucketsOn };
  }
  return plans;
}

function planOf({ file, input }: { readonly file: string; readonly input: ImageInput }): Omit<NetworkPlan, "buckets"> {
  return { file, input: input.name, row: rowOf(input) };
}

function rowOf({ dtype, layout, size }: ImageInput): RowSpec {
  return { dtype, shape: layout === "NHWC" ? [size, size, 3] : [3, size, size] };
}
