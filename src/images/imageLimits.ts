/** What an encoded image may cost before it is refused. */
export interface ImageLimits {
  /** Largest encoded size in bytes. */
  readonly maxBytes: number;
  /** Largest width times height, judged from the header before decoding. */
  readonly maxPixels: number;
}

/** Phones take photographs of up to 50 megapixels that seldom exceed 20 MB; decoded, that is 150 MB. */
export const defaultImageLimits: ImageLimits = { maxBytes: 20 * 1024 * 1024, maxPixels: 52_000_000 };
