/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** The colour at `position` (0 to 1) on a path of colours. */
export function mixPath(path: readonly Rgb[], position: number): Rgb {
  const at = Math.max(0, Math.min(1, position)) * (path.length - 1);
  const i = Math.min(path.length - 2, Math.floor(at));
  return mix(path[i]!, path[i + 1]!, at - i);
}

/** Scales brightness; shadows of skin turn warmer as they get darker, as blood under the skin makes them. */
export function shade(colour: Rgb, factor: number, warmth = 0): Rgb {
  return [colour[0] * factor * (1 + warmth), colour[1] * factor, colour[2] * factor * (1 - warmth)];
}

export function css(colour: Rgb): string {
  const byte = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
  const [r, g, b] = colour;
  return `#${((byte(r) << 16) | (byte(g) << 8) | byte(b)).toString(16).padStart(6, "0")}`;
}
