/** One split of a data set in memory. */
export interface LabelledImages {
  /** Class names; a class is its index here. */
  readonly labels: readonly string[];
  /** Width and height of every image in pixels. */
  readonly size: number;
  readonly count: number;
  /** RGB, uint8 [count, size, size, 3], row-major. */
  readonly images: Uint8Array;
  /** Class of each image, uint8 [count]. */
  readonly classes: Uint8Array;
  /** A name for each image that is unique in its data set. */
  readonly ids: readonly string[];
}
