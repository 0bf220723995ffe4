import type { ClassifierPart, ImageInput } from "../../bundle/index.js";
import { networkRow } from "../../faces/index.js";
import type { Row } from "../scheduler/unpackRows.js";

/** An image as a classifier wants it. @param image RGB, [size, size, 3]: bytes, or values of 0 to 255. */
export function classifierRow(image: Uint8Array | Float32Array, { input }: ClassifierPart): Uint8Array | Float32Array {
  if (input === undefined) return bytesOf(image);
  if (image instanceof Uint8Array && isPlainBytes(input)) return image;
  return networkRow(image instanceof Uint8Array ? Float32Array.from(image) : image, input);
}

/** RGB bytes of an image; values are rounded. */
export function bytesOf(image: Uint8Array | Float32Array): Uint8Array {
  return image instanceof Uint8Array ? image : new Uint8Array(Uint8ClampedArray.from(image).buffer);
}

/** What a classifier's answer says about each label. */
export function probabilitiesOf(row: Row, { output }: ClassifierPart): Float32Array {
  const values = row[output?.name ?? "probabilities"] as Float32Array;
  if (output?.holds !== "logits") return values;
  const largest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function isPlainBytes({ dtype, layout, channels }: ImageInput): boolean {
  return dtype === "uint8" && layout === "NHWC" && channels === "RGB";
}
