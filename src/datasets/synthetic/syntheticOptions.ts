/** What decides a synthetic set; two sets with equal options are equal byte for byte. */
export interface SyntheticOptions {
  /** Width and height of the images in pixels. */
  readonly size: number;
  readonly seed: number;
  /** Training images; validation and test follow in RAF-DB's ratio. Default 1500. */
  readonly count?: number | undefined;
  /** Images per class of the balanced test split, 0 for none. Default 100. */
  readonly balancedPerClass?: number | undefined;
  /** Multiplies every action unit's intensity. */
  readonly expressiveness?: number | undefined;
}

/** At 1, intensities are those of spontaneous faces and a movement of two pixels; at this value a person names most of them. */
export const defaultExpressiveness = 2.5;

/** Raise with every change that alters a pixel: cached sets of other versions are then drawn anew. */
export const rendererVersion = 3;
