import type { Manifest } from "../../bundle/index.js";

/** What a model can be asked for. */
export type Ability = "classify" | "encode" | "generate" | "find-faces";

/** What the parts of a bundle allow. */
export function abilitiesOf({ networks, faces }: Pick<Manifest, "networks" | "faces">): ReadonlySet<Ability> {
  const abilities = new Set<Ability>();
  if (networks.classifiers.length > 0) abilities.add("classify");
  if (networks.encoder !== undefined) abilities.add("encode");
  if (networks.decoder !== undefined) abilities.add("generate");
  if (faces !== undefined) abilities.add("find-faces");
  return abilities;
}
