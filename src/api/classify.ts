import type { ServedModel } from "../serving/models/servedModel.js";
import type { Deadline } from "../serving/scheduler/deadline.js";
import { inOriginalPixels } from "./faces/inOriginalPixels.js";
import { modelImage } from "./faces/modelImage.js";
import type { Pixels } from "./loaders/pixelsLoader.js";
import { NOTICE } from "./notice.js";
import type { OperationContext } from "./operationContext.js";
import type { Classification } from "./types/classification.js";
import type { ImageInput } from "./types/imageInput.js";

/** Reads one image and classifies it, or the face that is found in it. */
export async function classify(
  context: OperationContext,
  model: ServedModel,
  classifier: string,
  image: ImageInput,
  deadline: Deadline | undefined,
): Promise<Classification> {
  const { pixels, face } = await modelImage(context, model, image);
  const answer = await classifyPixels(context, model, classifier, pixels, deadline);
  return { ...answer, ...(face && { faceBox: inOriginalPixels(face.photograph).box(face.found.box) }) };
}

/** Classifies pixels as the model wants them. */
export async function classifyPixels(
  { loaders }: Pick<OperationContext, "loaders">,
  model: ServedModel,
  classifier: string,
  pixels: Pixels,
  deadline: Deadline | undefined,
): Promise<Classification> {
  const values = await loaders.classify.load({ model, classifier, pixels, deadline });
  const probabilities = model.manifest.labels
    .map((label, i) => ({ label, probability: values[i]! }))
    .sort((a, b) => b.probability - a.probability);
  return { ...probabilities[0]!, probabilities, model: model.id, classifier, notice: NOTICE };
}
