import { renderSvg } from "../../images/index.js";
import { Random } from "../../tensor/random.js";
import type { Expression } from "../labels.js";
import { actionUnits } from "./actionUnits.js";
import { type Circumstances, sampleCircumstances } from "./circumstances.js";
import { degrade } from "./degrade.js";
import { drawFace } from "./drawing/drawFace.js";
import { faceGeometry } from "./faceGeometry.js";
import { identity } from "./identity.js";
import type { PlannedFace } from "./planSplit.js";
import { sampleActionUnits } from "./sampleActionUnits.js";

/** One line of the manifest: everything that made a face. */
export interface FaceRecord {
  readonly id: string;
  readonly split: string;
  readonly label: Expression;
  /** What was drawn; differs from `label` where the label is wrong on purpose. */
  readonly expression: Expression;
  readonly blended?: Expression;
  /** Person, unique over all splits. */
  readonly identity: string;
  /** Intensity of each active action unit. */
  readonly actionUnits: Readonly<Record<string, number>>;
  readonly circumstances: Circumstances;
}

export interface RenderSettings {
  readonly seed: number;
  readonly size: number;
  readonly expressiveness: number;
}

/** Draws one planned face: RGB, uint8 [size, size, 3], and its record. Depends on nothing but the settings and the plan. */
export async function renderFace(
  face: PlannedFace,
  settings: RenderSettings,
): Promise<{ pixels: Uint8Array; record: FaceRecord }> {
  const { seed, size, expressiveness } = settings;
  const stream = (part: string) => new Random(seed, "synthetic", part, face.split, face.label, face.index);
  const { units, blended } = sampleActionUnits(face.expression, expressiveness, stream("units"));
  const circumstances = sampleCircumstances(stream("circumstances"));
  const person = identity(seed, face.pool, face.identity);
  const geometry = faceGeometry(person, units, stream("asymmetry"));
  const svg = drawFace(person, geometry, circumstances, size);
  const pixels = await degrade(await renderSvg(svg), size, circumstances, stream("noise"));
  const active = actionUnits.filter((unit) => units[unit] > 0);
  const record: FaceRecord = {
    id: face.id,
    split: face.split,
    label: face.label,
    expression: face.expression,
    ...(blended ? { blended } : {}),
    identity: `${face.pool}-${face.identity}`,
    actionUnits: Object.fromEntries(active.map((unit) => [unit, Math.round(units[unit] * 1000) / 1000])),
    circumstances,
  };
  return { pixels, record };
}
