import { SemblanceError } from "../../errors/semblanceError.js";

const WHAT = {
  classify: "classify: it has no classifier",
  encode: "encode images: it has no encoder",
  generate: "generate images: it has no decoder",
  "find-faces": "find faces: it has no detector",
} as const;

/** A model was asked for something that its bundle has no network for. */
export class ModelCannotError extends SemblanceError {
  constructor(model: string | undefined, ability: keyof typeof WHAT) {
    const who = model === undefined ? "No model of this server can" : `The model "${model}" cannot`;
    super("MODEL_CANNOT", `${who} ${WHAT[ability]}. Ask a model that can: { models { id abilities } } lists them.`);
  }
}
