/** A decoded photograph: RGB, uint8 [height, width, 3], row-major. */
export interface Photo {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}
