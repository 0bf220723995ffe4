import type { Expression } from "../labels.js";
import type { ActionUnit } from "./actionUnits.js";

/** Probability that an action unit takes part in an expression. */
export type UnitProbabilities = Partial<Record<ActionUnit, number>>;

/** Units "present in more than 70 %" of the photographed subjects. */
const always = 0.9;

/**
 * How often each action unit occurs in each expression. Source: Du, Tao and Martinez, "Compound facial expressions of emotion",
 * PNAS 2014, table 1 (docs/method.md, section 9.2). A neutral face has none but the weak ones of {@link neutralProbability}.
 */
export const expressionTable: Record<Expression, UnitProbabilities> = {
  surprise: { 1: always, 2: always, 25: always, 26: always, 5: 0.66 },
  fear: { 1: always, 4: always, 20: always, 25: always, 2: 0.57, 5: 0.63, 26: 0.33 },
  disgust: { 9: always, 10: always, 17: always, 4: 0.31, 24: 0.26 },
  happiness: { 12: always, 25: always, 6: 0.51 },
  sadness: { 4: always, 15: always, 1: 0.6, 6: 0.5, 11: 0.26, 17: 0.67 },
  anger: { 4: always, 7: always, 24: always, 10: 0.26, 17: 0.52, 23: 0.29 },
  neutral: {},
};

/** Each unit stirs in a neutral face with this probability, at {@link neutralIntensity} of its usual intensity. */
export const neutralProbability = 0.08;
export const neutralIntensity = 0.3;

/** Probability of lips parted by speech in any expression. */
export const speechProbability = 0.15;

/** Probability that a second expression blends in, at up to half strength. */
export const compoundProbability = 0.15;

/** What an expression is most easily taken for; training labels err along these pairs. */
export const confusedWith: Record<Expression, Expression> = {
  surprise: "fear",
  fear: "surprise",
  disgust: "anger",
  anger: "disgust",
  sadness: "neutral",
  neutral: "sadness",
  happiness: "neutral",
};
