import { UnsupportedImageSizeError } from "./unsupportedImageSizeError.js";

/** Widths of the blocks as multiples of the base width `ch`, for one image size. */
export interface ChannelPlan {
  /** Side of the generator's first map. */
  readonly bottom: number;
  readonly generatorInputs: readonly number[];
  readonly generatorOutputs: readonly number[];
  readonly discriminator: readonly number[];
  /** How many of the discriminator's first blocks halve the map. */
  readonly halvings: number;
}

/** BigGAN's published plans, by the number of doublings of the generator; the 32 px plan stops halving at a quarter. */
const PLANS: Record<number, Omit<ChannelPlan, "bottom">> = {
  3: { generatorInputs: [4, 4, 4], generatorOutputs: [4, 4, 4], discriminator: [4, 4, 4, 4], halvings: 2 },
  4: { generatorInputs: [16, 16, 8, 4], generatorOutputs: [16, 8, 4, 2], discriminator: [1, 2, 4, 8, 16], halvings: 4 },
  5: {
    generatorInputs: [16, 16, 8, 4, 2],
    generatorOutputs: [16, 8, 4, 2, 1],
    discriminator: [1, 2, 4, 8, 16, 16],
    halvings: 5,
  },
  6: {
    generatorInputs: [16, 16, 8, 8, 4, 2],
    generatorOutputs: [16, 8, 8, 4, 2, 1],
    discriminator: [1, 2, 4, 8, 8, 16, 16],
    halvings: 6,
  },
};

/**
 * The plan for square images of `size` pixels: the first map is 3 to 7 pixels wide, with as many doublings as fit (96 px from 3 x 3 costs a
 * third of 96 px from 6 x 6).
 * @throws UnsupportedImageSizeError when no plan reaches the size.
 */
export function channelPlan(size: number): ChannelPlan {
  for (const doublings of [6, 5, 4, 3]) {
    const bottom = size / 2 ** doublings;
    if (Number.isInteger(bottom) && bottom >= 3 && bottom <= 7) return { bottom, ...PLANS[doublings]! };
  }
  throw new UnsupportedImageSizeError(size);
}
