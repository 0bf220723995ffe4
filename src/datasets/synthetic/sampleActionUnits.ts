import type { Random } from "../../tensor/random.js";
import { type Expression, expressionLabels } from "../labels.js";
import { type ActionUnit, type ActionUnitVector, actionUnits, noActionUnits } from "./actionUnits.js";
import {
  compoundProbability,
  expressionTable,
  neutralIntensity,
  neutralProbability,
  speechProbability,
} from "./expressionTable.js";

/** Which units are active and how strongly, and the expression that was blended in, if any. */
export interface SampledUnits {
  readonly units: ActionUnitVector;
  readonly blended: Expression | undefined;
}

const largestIntensity = 1.25;

/**
 * Draws the action units of one face: each unit of the expression with its probability, at an intensity Beta(2, 2) times a gain
 * U(0.35, 1) of the whole face times `expressiveness` (docs/method.md, sections 9.2 and 9.4).
 */
export function sampleActionUnits(expression: Expression, expressiveness: number, random: Random): SampledUnits {
  const units = noActionUnits();
  const gain = random.uniform(0.35, 1) * expressiveness;
  addExpression(units, expression, gain, random);
  let blended: Expression | undefined;
  if (random.chance(compoundProbability)) {
    blended = random.choice(expressionLabels.filter((label) => label !== expression && label !== "neutral"));
    addExpression(units, blended, gain * random.uniform(0, 0.5), random);
  }
  if (random.chance(speechProbability)) {
    units[25] = Math.max(units[25], random.uniform(0.2, 0.8));
    units[26] = Math.max(units[26], random.uniform(0, 0.35));
  }
  return { units, blended };
}

function addExpression(units: ActionUnitVector, expression: Expression, gain: number, random: Random): void {
  for (const unit of actionUnits) {
    const probability = expression === "neutral" ? neutralProbability : (expressionTable[expression][unit] ?? 0);
    if (!random.chance(probability)) continue;
    const strength = gain * (expression === "neutral" ? neutralIntensity : 1);
    raise(units, unit, Math.min(largestIntensity, strength * beta22(random)));
  }
}

function raise(units: ActionUnitVector, unit: ActionUnit, intensity: number): void {
  units[unit] = Math.max(units[unit], intensity);
}

/** Beta(2, 2): the median of three uniform numbers. */
function beta22(random: Random): number {
  return [random.uniform(), random.uniform(), random.uniform()].sort((a, b) => a - b)[1]!;
}
