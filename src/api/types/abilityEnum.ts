import { registerEnumType } from "type-graphql";
import type { Ability } from "../../serving/models/abilities.js";

export enum AbilityEnum {
  CLASSIFY = "CLASSIFY",
  ENCODE = "ENCODE",
  GENERATE = "GENERATE",
  FIND_FACES = "FIND_FACES",
}

registerEnumType(AbilityEnum, {
  name: "Ability",
  description: "What a model can be asked for.",
  valuesConfig: {
    CLASSIFY: { description: "classifyExpression and classifyExpressions" },
    ENCODE: { description: "encode, and augment from a source" },
    GENERATE: { description: "augment, decode, augmentedBatches and jobs" },
    FIND_FACES: { description: "faces, and faces of photographs for other fields" },
  },
});

const NAMES: Readonly<Record<Ability, AbilityEnum>> = {
  classify: AbilityEnum.CLASSIFY,
  encode: AbilityEnum.ENCODE,
  generate: AbilityEnum.GENERATE,
  "find-faces": AbilityEnum.FIND_FACES,
};

/** An ability as the schema has it. */
export function nameOf(ability: Ability): AbilityEnum {
  return NAMES[ability];
}
