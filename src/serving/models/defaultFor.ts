import { type Ability, abilitiesOf } from "./abilities.js";
import type { ServedModel } from "./servedModel.js";

/**
 * The model that answers when nobody names one: the first that has the ability. For classifying, one that looks for faces comes before
 * the others: it was made for photographs, while a model of cut-out or drawn faces would answer a photograph with a guess.
 */
export function defaultFor(ability: Ability, models: readonly ServedModel[]): ServedModel | undefined {
  const able = models.filter(({ manifest }) => abilitiesOf(manifest).has(ability));
  const forPhotographs = ability === "classify" ? able.find(({ manifest }) => manifest.crop?.find) : undefined;
  return forPhotographs ?? able[0];
}
