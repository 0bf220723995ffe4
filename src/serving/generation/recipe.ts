/** Everything that, with a bundle's digest, decides one generated image. */
export interface Recipe {
  readonly label: string;
  /** Scale of the class covariance, 0 to 4; 0 reconstructs the source. */
  readonly s: number;
  /** 0 to 2^53 - 1. */
  readonly seed: number;
  /** Place in the sequence of images of this seed and class. */
  readonly index: number;
  /** Encoding to vary; when absent, one of the class's training images is drawn. */
  readonly source?: Float32Array;
}
