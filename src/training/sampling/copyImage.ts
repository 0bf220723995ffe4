/** How one image goes into a batch. */
export interface Placement {
  readonly flip: boolean;
  /** Pixels to the right and down, either sign; uncovered pixels repeat the edge. */
  readonly shiftX?: number;
  readonly shiftY?: number;
}

/** Copies image `from` of `source`, uint8 [n, size, size, 3], to place `to` of `target`, mirrored and shifted. */
export function copyImage(
  source: Uint8Array,
  from: number,
  target: Uint8Array,
  to: number,
  size: number,
  { flip, shiftX = 0, shiftY = 0 }: Placement,
): void {
  const bytes = size * size * 3;
  if (!flip && shiftX === 0 && shiftY === 0) {
    target.set(source.subarray(from * bytes, (from + 1) * bytes), to * bytes);
    return;
  }
  for (let y = 0; y < size; y++) {
    const rowStart = from * bytes + clamp(y - shiftY, size) * size * 3;
    for (let x = 0; x < size; x++) {
      const column = clamp(x - shiftX, size);
      const pixel = rowStart + (flip ? size - 1 - column : column) * 3;
      const place = to * bytes + (y * size + x) * 3;
      target[place] = source[pixel]!;
      target[place + 1] = source[pixel + 1]!;
      target[place + 2] = source[pixel + 2]!;
    }
  }
}

function clamp(value: number, size: number): number {
  return Math.max(0, Math.min(size - 1, value));
}
