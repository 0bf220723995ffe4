import * as tf from "@tensorflow/tfjs-core";
import type { DiffAugmentKind } from "./diffAugmentKinds.js";

/** Numbers from U(0, 1) per image: shift (2), flip, brightness, saturation, contrast, hole (2). */
export const DIFF_AUGMENT_DRAWS = 8;

/** Half of the published ranges of colour (Zhao et al. 2020): a face's colour is part of who it is, and a strong range hides faults of it. */
const STRENGTH = 0.5;
const SHIFT = 0.125;

/**
 * Differentiable augmentation (Zhao et al. 2020): the same random family of changes to real and generated images before the discriminator, in its own
 * step and in the generator's, so that it cannot learn few images by heart and the generator does not learn the changes. Never on the way to the
 * reconstruction loss. Moves are products with 0-1 matrices, so their gradient is exact and nothing depends on values while tracing.
 *
 * @param images [n, H, W, C] in [-1, 1]; what is uncovered or cut out becomes 0, mid-grey.
 * @param draws [n, {@link DIFF_AUGMENT_DRAWS}] in [0, 1): an input of the step, like its noise.
 */
export function diffAugment(images: tf.Tensor4D, draws: tf.Tensor2D, kinds: readonly DiffAugmentKind[]): tf.Tensor4D {
  if (kinds.length === 0) return images;
  const [n] = images.shape;
  const column = (index: number): tf.Tensor2D => tf.slice(draws, [0, index], [n, 1]);
  const has = (kind: DiffAugmentKind): boolean => kinds.includes(kind);
  let x = images;
  if (has("color")) x = recolour(x, column);
  if (has("translation") || has("flip")) {
    x = move(x, has("translation") ? column : undefined, has("flip") ? column(2) : undefined);
  }
  return has("cutout") ? cutOut(x, column(6), column(7)) : x;
}

type Columns = (index: number) => tf.Tensor2D;

/** Brightness + U(-.25, .25); distance from the pixel's grey x U(.5, 1.5); distance from the image's mean x U(.75, 1.25). */
function recolour(images: tf.Tensor4D, column: Columns): tf.Tensor4D {
  const [n] = images.shape;
  const around = (index: number, centre: number, width: number): tf.Tensor =>
    tf.reshape(tf.add(tf.mul(tf.sub(column(index), 0.5), width * STRENGTH), centre), [n, 1, 1, 1]);
  const brighter = tf.add(images, around(3, 0, 1));
  const grey = tf.mean(brighter, 3, true);
  const saturated = tf.add(tf.mul(tf.sub(brighter, grey), around(4, 1, 2)), grey);
  const mean = tf.mean(saturated, [1, 2, 3], true);
  return tf.add(tf.mul(tf.sub(saturated, mean), around(5, 1, 1)), mean) as tf.Tensor4D;
}

/** Shifts by whole pixels up to an eighth of the side, after mirroring half of the images. */
function move(images: tf.Tensor4D, column: Columns | undefined, flip: tf.Tensor2D | undefined): tf.Tensor4D {
  const [n, height, width, channels] = images.shape;
  const down = column ? shift(column(0), height) : tf.zeros([n, 1]);
  const right = column ? shift(column(1), width) : tf.zeros([n, 1]);
  const rows = selection(down, height);
  const columns = selection(right, width, flip);
  const moved = tf.matMul(rows, tf.reshape(images, [n, height, width * channels]) as tf.Tensor3D);
  const turned = tf.transpose(tf.reshape(moved, [n, height, width, channels]), [0, 2, 1, 3]);
  const placed = tf.matMul(columns, tf.reshape(turned, [n, width, height * channels]) as tf.Tensor3D);
  return tf.transpose(tf.reshape(placed, [n, width, height, channels]), [0, 2, 1, 3]) as tf.Tensor4D;
}

/** An integer from -limit to limit, each equally likely; [n, 1]. */
function shift(draw: tf.Tensor, side: number): tf.Tensor {
  const limit = Math.floor(side * SHIFT + 0.5);
  return tf.sub(tf.floor(tf.mul(draw, 2 * limit + 1)), limit);
}

/** [n, side, side]: row i has a 1 where pixel i comes from, or none when that is outside. */
function selection(by: tf.Tensor, side: number, flip?: tf.Tensor2D): tf.Tensor3D {
  const places = Array.from({ length: side }, (_, i) => i);
  const from = tf.sub(tf.tensor2d(places, [1, side]), by);
  const mirrored = flip ? tf.where(tf.less(flip, 0.5), tf.sub(side - 1, from), from) : from;
  const source = tf.reshape(mirrored, [-1, side, 1]);
  // Whole numbers in floating point: closer than a half means equal.
  return tf.cast(tf.less(tf.abs(tf.sub(source, tf.tensor3d(places, [1, 1, side]))), 0.5), "float32");
}

/** A square hole of half the side whose centre is anywhere. */
function cutOut(images: tf.Tensor4D, y: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor4D {
  const [n, height, width] = images.shape;
  const covered = (draw: tf.Tensor2D, side: number): tf.Tensor => {
    const places = tf.tensor2d(
      Array.from({ length: side }, (_, i) => i + 0.5),
      [1, side],
    );
    const centre = tf.floor(tf.mul(draw, side + 1));
    return tf.cast(tf.lessEqual(tf.abs(tf.sub(places, centre)), side / 4), "float32");
  };
  const hole = tf.mul(
    tf.reshape(covered(y, height), [n, height, 1, 1]),
    tf.reshape(covered(x, width), [n, 1, width, 1]),
  );
  return tf.mul(images, tf.sub(1, hole)) as tf.Tensor4D;
}
