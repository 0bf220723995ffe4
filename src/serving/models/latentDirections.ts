import { type PrincipalDirection, principalDirections } from "../../augmentation/principalDirections.js";
import type { ServedModel } from "./servedModel.js";

/** How many directions of a class are kept; nobody looks at more. */
export const MOST_DIRECTIONS = 64;

const known = new WeakMap<ServedModel, Map<string, readonly PrincipalDirection[]>>();

/** The principal directions of a class, computed once per model: 20 ms for 120 latents. @param label one of the model's. */
export function latentDirections(model: ServedModel, label: string): readonly PrincipalDirection[] {
  const ofModel = known.get(model) ?? new Map<string, readonly PrincipalDirection[]>();
  known.set(model, ofModel);
  const found =
    ofModel.get(label) ??
    principalDirections(model.statistics.get(label)!.factor, model.manifest.latentSize, MOST_DIRECTIONS);
  ofModel.set(label, found);
  return found;
}
