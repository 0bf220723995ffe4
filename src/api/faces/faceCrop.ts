import { cropFace, DEFAULT_CROP } from "../../faces/index.js";
import type { FoundFace } from "../../serving/faces/findFaces.js";
import type { ServedModel } from "../../serving/models/servedModel.js";
import type { Pixels } from "../loaders/pixelsLoader.js";
import type { Photograph } from "./photograph.js";

/** A face as a model wants to see it: cut out, or aligned, as the model's manifest says. */
export function faceCrop(photograph: Photograph, face: FoundFace, { id, manifest }: ServedModel): Pixels {
  const { x, y, width, height } = face.box;
  return {
    data: cropFace(photograph, face, manifest.crop ?? DEFAULT_CROP, manifest.imageSize),
    // The models' crops differ even where their sizes do not.
    key: JSON.stringify([photograph.key, id, x, y, width, height]),
  };
}
