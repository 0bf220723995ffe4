import type { ImageInput } from "../../bundle/index.js";

/** RGB values, [size, size, 3], 0 to 255, as one row of the input that a network describes. */
export function networkRow(values: Float32Array, input: ImageInput): Float32Array | Uint8Array {
  const { dtype, layout, channels, mean, scale } = input;
  const plain = scale === 1 && mean.every((value) => value === 0);
  if (plain && dtype === "float32" && layout === "NHWC" && channels === "RGB") return values;
  const row = dtype === "uint8" ? new Uint8ClampedArray(values.length) : new Float32Array(values.length);
  const pixels = values.length / 3;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const to = channels === "RGB" ? channel : 2 - channel;
      const value = ((values[pixel * 3 + channel] as number) - (mean[channel] as number)) * scale;
      // A clamped array rounds.
      row[layout === "NHWC" ? pixel * 3 + to : to * pixels + pixel] = value;
    }
  }
  return row instanceof Uint8ClampedArray ? new Uint8Array(row.buffer) : row;
}
