import type { Random } from "../../tensor/random.js";
import { type ActionUnitVector, actionUnits } from "./actionUnits.js";
import type { Identity } from "./identity.js";

/** One half of the face, in inter-ocular distances; y grows downwards from the eyes. */
export interface HalfFace {
  readonly browInner: readonly [number, number];
  readonly browMiddle: readonly [number, number];
  readonly browOuter: readonly [number, number];
  /** Height of the lids above and below the eye's centre line. */
  readonly upperLid: number;
  readonly lowerLid: number;
  readonly mouthCorner: readonly [number, number];
  readonly noseWing: number;
}

/** Where everything that moves is. */
export interface FaceGeometry {
  /** Left and right as seen in the picture. */
  readonly halves: readonly [HalfFace, HalfFace];
  /** Heights on the middle line: top of the upper lip, lower edge of the upper lip, upper edge and bottom of the lower lip. */
  readonly lipTop: number;
  readonly lipInnerTop: number;
  readonly lipInnerBottom: number;
  readonly lipBottom: number;
  readonly chin: number;
  readonly noseTip: number;
  readonly units: ActionUnitVector;
}

/**
 * From action units to places (docs/method.md, section 9.3): displacements of several units add up, and each side moves by its
 * own factor N(1, 0.12) because real faces are never symmetric.
 */
export function faceGeometry(person: Identity, units: ActionUnitVector, random: Random): FaceGeometry {
  const halves = [half(person, oneSide(units, random)), half(person, oneSide(units, random))] as const;
  const mouth = 1.02 + 0.03 * person.noseLength;
  const press = (1 - 0.7 * Math.min(1, units[24])) * (1 - 0.5 * Math.min(1, units[23]));
  const open = 0.075 * units[25] + 0.3 * units[26];
  const upperThickness = (0.095 + 0.016 * person.upperLip) * press * (1 - 0.25 * units[12]);
  const lowerThickness = (0.125 + 0.018 * person.lowerLip) * press * (1 - 0.12 * units[12]);
  // A smile spreads the lips off the teeth: the middle stays while the corners rise, and the gap widens.
  const innerTop = mouth - 0.1 * units[10] - 0.05 * units[9] - 0.02 * units[12] - 0.03 * units[17] - 0.02 * units[26];
  const smileGap = 0.12 * units[12] * Math.min(1, units[25]);
  const innerBottom = mouth + open + smileGap + 0.06 * units[16] + 0.03 * units[20] * units[25] - 0.05 * units[17];
  const gap = Math.max(0, innerBottom - innerTop - 0.16 * units[10] * (1 - Math.min(1, units[25])));
  return {
    halves,
    lipTop: innerTop - upperThickness,
    lipInnerTop: innerTop,
    lipInnerBottom: innerTop + gap,
    lipBottom: innerTop + gap + lowerThickness,
    chin: 1.64 + 0.07 * person.chin + 0.05 * person.faceLength + 0.3 * units[26] - 0.05 * units[17],
    noseTip: 0.58 + 0.04 * person.noseLength - 0.03 * units[9],
    units,
  };
}

function oneSide(units: ActionUnitVector, random: Random): ActionUnitVector {
  const side = { ...units };
  for (const unit of actionUnits) side[unit] *= Math.max(0.6, random.normal(1, 0.12));
  return side;
}

function half(person: Identity, a: ActionUnitVector): HalfFace {
  const brow = -0.36 - 0.012 * person.eyeSize + person.restingBrow;
  // Together AU1 and AU4 slant the brow: the inner end rises although the brow is drawn in.
  const lowered = 0.16 * a[4] * (1 - 0.8 * Math.min(1, 1.4 * a[1]));
  const squint = 1 - 0.38 * Math.min(1.2, a[7]) - 0.14 * Math.min(1, a[9]);
  return {
    browInner: [0.22 - 0.08 * a[4], brow + 0.02 - 0.18 * a[1] + lowered + 0.06 * a[9]],
    browMiddle: [
      0.52 - 0.03 * a[4],
      brow - 0.07 - 0.02 * person.browArch - 0.08 * a[1] - 0.14 * a[2] + 0.13 * a[4] * (1 - 0.5 * Math.min(1, a[1])),
    ],
    browOuter: [0.84, brow + 0.05 - 0.16 * a[2] + 0.09 * a[4]],
    upperLid: (0.14 + 0.012 * person.eyeSize + 0.1 * a[5] - 0.01 * a[12]) * squint,
    lowerLid: Math.max(0.02, (0.095 + 0.008 * person.eyeSize - 0.055 * a[6] + 0.015 * a[5]) * squint),
    mouthCorner: [
      (0.41 +
        0.03 * person.mouthWidth +
        0.14 * a[12] +
        0.16 * a[20] -
        0.1 * a[26] * (1 - Math.min(1, a[20])) -
        0.02 * a[17]) *
        (1 - 0.08 * a[24] - 0.06 * a[23]),
      1.02 +
        0.03 * person.noseLength +
        person.restingCorner -
        0.17 * a[12] +
        0.15 * a[15] +
        0.05 * a[20] +
        0.11 * a[26] +
        0.04 * a[17] +
        0.03 * a[10] +
        0.05 * a[24],
    ],
    noseWing: 0.55 + 0.04 * person.noseLength - 0.06 * a[9] - 0.02 * a[10],
  };
}
