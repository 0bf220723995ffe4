import { SemblanceError } from "../../errors/semblanceError.js";

/** A model cannot be unloaded while requests that name no version would reach it. */
export class ModelInUseError extends SemblanceError {
  constructor(id: string, aliases: readonly string[]) {
    const what = aliases.length > 0 ? `${aliases.join(" and ")} mean it` : "it is the only model";
    super(
      "MODEL_IN_USE",
      `Expected a model that nothing depends on, but ${what}: promote or load another one before ${id} is unloaded.`,
    );
  }
}
