import type { Model } from "../../state/models.js";

/** Everything that decides the faces in the grid; the address holds it. */
export interface Recipe {
  readonly class: string;
  readonly s: number;
  readonly n: number;
  readonly seed: number;
}

/** What the address asks for, and what is good to begin with for the rest. */
export function readRecipe(params: URLSearchParams, model: Model): Recipe {
  const asked = params.get("class") ?? "";
  return {
    class: model.labels.includes(asked) ? asked : (model.tailClasses[0] ?? model.labels[0] ?? ""),
    s: inRange(params.get("s"), 0, 2, 0.5),
    n: [12, 24, 48].find((n) => n === Number(params.get("n"))) ?? 24,
    seed: Math.floor(inRange(params.get("seed"), 0, Number.MAX_SAFE_INTEGER, 7)),
  };
}

/** A seed that is short enough to be told. */
export function newSeed(): number {
  return Math.floor(Math.random() * 1_000_000);
}

function inRange(text: string | null, low: number, high: number, otherwise: number): number {
  const value = text === null || text === "" ? Number.NaN : Number(text);
  return value >= low && value <= high ? value : otherwise;
}
