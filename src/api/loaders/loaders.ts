import type DataLoader from "dataloader";
import type { Operation } from "../../observability/index.js";
import type { FoundFace } from "../../serving/faces/findFaces.js";
import type { ImageEncoding, ServedModel } from "../../serving/models/servedModel.js";
import type { Deadline } from "../../serving/scheduler/deadline.js";
import type { Photograph } from "../faces/photograph.js";
import type { ImageInput } from "../types/imageInput.js";
import { type FacesKey, facesLoader } from "./facesLoader.js";
import { groupedLoader } from "./groupedLoader.js";
import { photographLoader } from "./photographLoader.js";
import { type Pixels, type PixelsKey, pixelsLoader } from "./pixelsLoader.js";

/** What the resolvers of one operation load through; a new set for every operation. */
export interface Loaders {
  readonly pixels: DataLoader<PixelsKey, Pixels, PixelsKey | string>;
  readonly photographs: DataLoader<ImageInput, Photograph, string>;
  readonly faces: DataLoader<FacesKey, FoundFace[], string>;
  readonly classify: DataLoader<ClassifyKey, Float32Array, string>;
  readonly encode: DataLoader<EncodeKey, ImageEncoding, string>;
  readonly decode: DataLoader<DecodeKey, Uint8Array, string>;
}

interface ClassifyKey {
  readonly model: ServedModel;
  readonly classifier: string;
  readonly pixels: Pixels;
  readonly deadline?: Deadline | undefined;
}

interface EncodeKey {
  readonly model: ServedModel;
  readonly pixels: Pixels;
  readonly deadline?: Deadline | undefined;
}

interface DecodeKey {
  readonly model: ServedModel;
  readonly latent: Float32Array;
  readonly deadline?: Deadline | undefined;
}

/** @param signal aborts when the client is gone. @param operation is told how long images took to decode. */
export function createLoaders(signal: AbortSignal, operation?: Operation): Loaders {
  return {
    pixels: pixelsLoader(signal, operation),
    photographs: photographLoader(signal, operation),
    faces: facesLoader(signal),
    classify: groupedLoader<ClassifyKey, Float32Array>(
      ({ model, classifier, deadline }) => `${model.id}\n${classifier}\n${deadline?.at}`,
      ({ pixels }) => pixels.key,
      (keys) =>
        keys[0]!.model.classify(
          keys[0]!.classifier,
          keys.map(({ pixels }) => pixels.data),
          { signal, deadline: keys[0]!.deadline },
        ),
    ),
    encode: groupedLoader<EncodeKey, ImageEncoding>(
      ({ model, deadline }) => `${model.id}\n${deadline?.at}`,
      ({ pixels }) => pixels.key,
      (keys) =>
        keys[0]!.model.encode(
          keys.map(({ pixels }) => pixels.data),
          { signal, deadline: keys[0]!.deadline },
        ),
    ),
    decode: groupedLoader<DecodeKey, Uint8Array>(
      ({ model, deadline }) => `${model.id}\n${deadline?.at}`,
      ({ latent }) => Buffer.from(latent.buffer, latent.byteOffset, latent.byteLength).toString("base64"),
      (keys) =>
        keys[0]!.model.decode(
          keys.map(({ latent }) => latent),
          { signal, deadline: keys[0]!.deadline },
        ),
    ),
  };
}
