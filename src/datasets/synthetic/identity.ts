import { Random } from "../../tensor/random.js";
import type { Rgb } from "./drawing/colour.js";
import { mixPath } from "./drawing/colour.js";

export const hairStyles = ["shaved", "short", "parted", "bob", "long", "curly"] as const;
export type HairStyle = (typeof hairStyles)[number];

/** What stays the same in every picture of one person. Shape values are standard normal unless their comment says otherwise. */
export interface Identity {
  readonly faceWidth: number;
  readonly faceLength: number;
  readonly jaw: number;
  readonly chin: number;
  readonly cheeks: number;
  readonly eyeSize: number;
  readonly eyeSpacing: number;
  readonly eyeTilt: number;
  readonly lidFold: number;
  readonly browThickness: number;
  readonly browArch: number;
  readonly noseLength: number;
  readonly noseWidth: number;
  readonly mouthWidth: number;
  readonly upperLip: number;
  readonly lowerLip: number;
  readonly hairline: number;
  readonly ears: number;
  /** Resting height of the brows and of the mouth's corners in inter-ocular distances, so that neutral faces differ. */
  readonly restingBrow: number;
  readonly restingCorner: number;
  /** 0 (young) to 1 (old). */
  readonly age: number;
  /** 0 (lightest) to 1 (darkest). */
  readonly melanin: number;
  readonly skin: Rgb;
  readonly iris: Rgb;
  readonly hair: Rgb;
  readonly hairStyle: HairStyle;
  /** Opacity of a beard, 0 for none. */
  readonly beard: number;
  readonly moustache: number;
  /** Strength of lip colour and eye shadow, 0 for none. */
  readonly makeUp: number;
  readonly glasses: boolean;
}

const skinPath: readonly Rgb[] = [
  [240, 206, 184],
  [232, 184, 152],
  [214, 158, 118],
  [190, 134, 94],
  [143, 94, 62],
  [108, 70, 48],
  [84, 54, 40],
];
const hairPath: readonly Rgb[] = [
  [24, 20, 19],
  [44, 31, 25],
  [78, 51, 34],
  [122, 80, 46],
  [176, 130, 78],
  [214, 182, 128],
];
const irisPath: readonly Rgb[] = [
  [52, 32, 22],
  [92, 58, 32],
  [108, 104, 62],
  [96, 128, 144],
];

/** The person with this number; the same in whatever picture they appear (docs/method.md, section 9.4). */
export function identity(seed: number, pool: string, number: number): Identity {
  const random = new Random(seed, "synthetic", "identity", pool, number);
  const shape = () => Math.max(-2.2, Math.min(2.2, random.normal()));
  const melanin = random.uniform();
  const undertone = random.normal(0, 1);
  const age = random.uniform() ** 1.4;
  const base = mixPath(skinPath, melanin);
  const skin: Rgb = [base[0] + 3 * undertone, base[1], base[2] - 4 * undertone];
  // Darker skin goes with darker hair and eyes more often than not.
  const dark = Math.max(0, 1 - 1.3 * melanin);
  const grey = age > 0.7 && random.chance(0.7) ? random.uniform(0.4, 0.9) : 0;
  const hairBase = mixPath(hairPath, random.uniform() * dark);
  const bearded = random.chance(0.22);
  return {
    faceWidth: shape(),
    faceLength: shape(),
    jaw: shape(),
    chin: shape(),
    cheeks: shape(),
    eyeSize: shape(),
    eyeSpacing: shape(),
    eyeTilt: shape(),
    lidFold: shape(),
    browThickness: shape(),
    browArch: shape(),
    noseLength: shape(),
    noseWidth: shape(),
    mouthWidth: shape(),
    upperLip: shape(),
    lowerLip: shape(),
    hairline: shape(),
    ears: shape(),
    restingBrow: random.normal(0, 0.04),
    restingCorner: random.normal(0, 0.04),
    age,
    melanin,
    skin,
    iris: mixPath(irisPath, random.uniform() * dark),
    hair: [
      hairBase[0] + (190 - hairBase[0]) * grey,
      hairBase[1] + (188 - hairBase[1]) * grey,
      hairBase[2] + (186 - hairBase[2]) * grey,
    ],
    hairStyle: random.choice(hairStyles),
    beard: bearded ? random.uniform(0.25, 0.8) : 0,
    moustache: bearded && random.chance(0.7) ? random.uniform(0.4, 0.85) : 0,
    makeUp: !bearded && random.chance(0.3) ? random.uniform(0.2, 0.9) : 0,
    glasses: random.chance(0.12),
  };
}
