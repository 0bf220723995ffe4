import { abstention } from "../../faces/index.js";
import type { FoundFace } from "../../serving/faces/findFaces.js";
import { abilitiesOf } from "../../serving/models/abilities.js";
import type { ServedModel } from "../../serving/models/servedModel.js";
import { FaceNotUsableError } from "../errors/faceNotUsableError.js";
import { NoFaceError } from "../errors/noFaceError.js";
import type { Pixels } from "../loaders/pixelsLoader.js";
import type { OperationContext } from "../operationContext.js";
import type { ImageInput } from "../types/imageInput.js";
import { faceCrop } from "./faceCrop.js";
import type { Photograph } from "./photograph.js";

/**
 * An image whose longer side has at most so many pixels may be a face that was cut out already, as those of face sets are (FER2013 48,
 * RAF-DB 100, AffectNet 224): when no face is found in it, the image itself is taken for one, and it is never abstained on.
 */
export const LARGEST_CUT_OUT = 256;

/** What a model is given of an image, and the face that it shows when one was looked for and found. */
export interface ModelImage {
  readonly pixels: Pixels;
  readonly face?: { readonly found: FoundFace; readonly photograph: Photograph };
}

/**
 * The part of an image that a model is to look at. With a face box: the square around it. Without one: the largest face, when the model's
 * manifest says that it wants faces found; else the square in the middle.
 *
 * @throws NoFaceError, FaceNotUsableError when a face is looked for in a photograph; what the loaders throw.
 */
export async function modelImage(
  { loaders, models }: Pick<OperationContext, "loaders" | "models">,
  model: ServedModel,
  image: ImageInput,
): Promise<ModelImage> {
  const asItIs = async () => ({ pixels: await loaders.pixels.load({ image, size: model.manifest.imageSize }) });
  if (image.faceBox || !model.manifest.crop?.find) return asItIs();
  const finder = abilitiesOf(model.manifest).has("find-faces") ? model : models.get(undefined, "find-faces");
  const photograph = await loaders.photographs.load(image);
  const faces = await loaders.faces.load({ finder, photograph });
  const isCutOut = Math.max(photograph.width, photograph.height) * photograph.enlargement <= LARGEST_CUT_OUT;
  const [found] = [...faces].sort((a, b) => areaOf(b) - areaOf(a));
  if (!found) {
    if (isCutOut) return asItIs();
    throw new NoFaceError();
  }
  const refusal = isCutOut ? undefined : abstention(found.quality);
  if (refusal) throw new FaceNotUsableError(refusal);
  return { pixels: faceCrop(photograph, found, model), face: { found, photograph } };
}

function areaOf({ box }: FoundFace): number {
  return box.width * box.height;
}
