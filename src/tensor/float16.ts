/** Largest finite number of half precision. */
export const LARGEST_FLOAT16 = 65504;

/** IEEE 754 half precision of each value, rounded to nearest, ties to even; beyond {@link LARGEST_FLOAT16} by half a step it is infinite. */
export function toFloat16(values: Float32Array): Uint16Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return Uint16Array.from(words, halfOf);
}

/** The values of half precision numbers, exactly. */
export function fromFloat16(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

/** The 16 bits for the 32 of a float: sign, 5 bits of exponent (bias 15 for 127), 10 of fraction. */
function halfOf(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const exponent = ((word >>> 23) & 0xff) - 112;
  const fraction = word & 0x7fffff;
  if (exponent === 143) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200);
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent < -10) return sign;
  // Below 2^-14 the leading one is written out and moves right; a carry out of the fraction rightly raises the exponent.
  return exponent > 0
    ? sign | rounded((exponent << 23) | fraction, 13)
    : sign | rounded(fraction | 0x800000, 14 - exponent);
}

/** bits / 2^shift, to nearest, ties to even. */
function rounded(bits: number, shift: number): number {
  const whole = bits >>> shift;
  const rest = bits & (2 ** shift - 1);
  const half = 2 ** (shift - 1);
  return rest > half || (rest === half && (whole & 1) === 1) ? whole + 1 : whole;
}
