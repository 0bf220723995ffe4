import { ModelNotReadyError } from "../../serving/errors/modelNotReadyError.js";
import type { ModelRegistry } from "../../serving/models/modelRegistry.js";
import type { ServedModel } from "../../serving/models/servedModel.js";
import { JobModelGoneError } from "../errors/jobModelGoneError.js";
import type { JobPlan } from "../plan/jobPlan.js";

/** The very bundle that a job was planned with. @throws ModelNotReadyError while bundles are being verified; JobModelGoneError */
export function modelOfPlan(models: Pick<ModelRegistry, "models" | "loaded">, plan: JobPlan): ServedModel {
  const found = models.models.find(({ digest }) => digest === plan.digest);
  if (found) return found;
  if (!models.loaded) throw new ModelNotReadyError(plan.model, "bundles are still being verified");
  throw new JobModelGoneError(plan.model, plan.digest);
}
