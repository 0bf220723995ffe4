import type { Session } from "../../runtime/index.js";
import { psnr } from "../metrics/index.js";
import { inBatches } from "./inBatches.js";

/** Images, uint8 [n, size, size, 3], encoded to their means and decoded again. */
export async function reconstruct(
  encoder: Session,
  decoder: Session,
  images: Uint8Array,
  size: number,
): Promise<Uint8Array> {
  const count = images.length / (size * size * 3);
  const { mean } = await inBatches(encoder, "images", { data: images, shape: [count, size, size, 3] });
  const { images: decoded } = await inBatches(decoder, "latents", {
    data: mean!.data as Float32Array,
    shape: mean!.shape,
  });
  return decoded!.data as Uint8Array;
}

/** Mean absolute error with images in [-1, 1], and peak signal-to-noise ratio in dB. */
export function reconstructionError(images: Uint8Array, decoded: Uint8Array): { l1: number; psnr: number } {
  let sum = 0;
  for (let i = 0; i < images.length; i++) sum += Math.abs(images[i]! - decoded[i]!);
  return { l1: sum / images.length / 127.5, psnr: psnr(images, decoded, 255) };
}
