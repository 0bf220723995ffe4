import type { Random } from "../../tensor/random.js";
import type { Rgb } from "./drawing/colour.js";

export type Occluder = "hand" | "scarf" | "strand" | "panel";

/** Everything about one picture that is neither the person nor the expression (docs/method.md, section 9.4). */
export interface Circumstances {
  /** Radians; yaw turns to the picture's right, pitch downwards. */
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** Misalignment as shares of the picture's width. */
  readonly shiftX: number;
  readonly shiftY: number;
  readonly zoom: number;
  /** Where the light comes from, -1 (left, above) to 1 (right, below), and how hard it is, 0 to 1. */
  readonly lightX: number;
  readonly lightY: number;
  readonly contrast: number;
  /** Colour temperature, -1 (cool) to 1 (warm). */
  readonly temperature: number;
  readonly gamma: number;
  readonly background: readonly [Rgb, Rgb, Rgb];
  readonly clothes: Rgb;
  readonly occluder: Occluder | undefined;
  /** Side and extent of the occluder, -1 to 1 and 0 to 1. */
  readonly occluderSide: number;
  readonly occluderExtent: number;
  /** Standard deviation of blur in pixels of a 100-pixel picture, and of noise in grey levels. */
  readonly blur: number;
  readonly noise: number;
  /** Scale down and up again to this share of the size; 1 leaves it. */
  readonly resample: number;
  /** JPEG quality of the last step, 40 to 95. */
  readonly quality: number;
}

const degrees = Math.PI / 180;

export function sampleCircumstances(random: Random): Circumstances {
  const within = (range: number, deviation: number) => Math.max(-range, Math.min(range, random.normal(0, deviation)));
  return {
    yaw: within(30, 13) * degrees,
    pitch: within(15, 6) * degrees,
    roll: within(12, 5) * degrees,
    shiftX: random.uniform(-0.04, 0.04),
    shiftY: random.uniform(-0.04, 0.04),
    zoom: random.uniform(0.94, 1.06),
    lightX: random.uniform(-1, 1),
    lightY: random.uniform(-1, 0.3),
    contrast: random.uniform(0.15, 1),
    temperature: random.normal(0, 0.4),
    gamma: Math.exp(random.uniform(Math.log(0.7), Math.log(1.4))),
    background: [colour(random), colour(random), colour(random)],
    clothes: colour(random),
    occluder: random.chance(0.12) ? random.choice(["hand", "scarf", "strand", "panel"] as const) : undefined,
    occluderSide: random.uniform(-1, 1),
    occluderExtent: random.uniform(),
    blur: random.uniform(0, 1.2) * random.uniform(),
    noise: random.uniform(0, 8) * random.uniform(),
    resample: random.chance(0.15) ? random.uniform(0.6, 0.95) : 1,
    quality: Math.round(random.uniform(40, 95)),
  };
}

/** Muted colours with an occasional bright one, as rooms and streets have. */
function colour(random: Random): Rgb {
  const value = random.uniform(25, 225);
  const spread = random.chance(0.2) ? 70 : 22;
  const channel = () => Math.max(0, Math.min(255, value + random.normal(0, spread)));
  return [channel(), channel(), channel()];
}
