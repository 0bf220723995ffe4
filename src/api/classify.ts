import type { ServedModel } from "../serving/models/servedModel.js";
import type { Deadline } from "../serving/scheduler/deadline.js";
import { NOTICE } from "./notice.js";
import type { OperationContext } from "./operationContext.js";
import type { Classification } from "./types/classification.js";
import type { ImageInput } from "./types/imageInput.js";

/** Reads one image and classifies it. */
export async function classify(
  { loaders }: OperationContext,
  model: ServedModel,
  classifier: string,
  image: ImageInput,
  deadline: Deadline | undefined,
): Promise<Classification> {
  const pixels = await loaders.pixels.load({ image, size: model.manifest.imageSize });
  const values = await loaders.classify.load({ model, classifier, pixels, deadline });
  const probabilities = model.manifest.labels
    .map((label, i) => ({ label, probability: values[i]! }))
    .sort((a, b) => b.probability - a.probability);
  return { ...probabilities[0]!, probabilities, model: model.id, classifier, notice: NOTICE };
}
