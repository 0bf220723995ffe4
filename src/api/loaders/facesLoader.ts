import DataLoader from "dataloader";
import { type FoundFace, findFaces } from "../../serving/faces/findFaces.js";
import type { ServedModel } from "../../serving/models/servedModel.js";
import type { Photograph } from "../faces/photograph.js";

/** A photograph, and the model that finds its faces. */
export interface FacesKey {
  readonly finder: ServedModel;
  readonly photograph: Photograph;
}

/** Finds faces, within an operation once per photograph and finder. @param signal aborts when the client is gone. */
export function facesLoader(signal: AbortSignal): DataLoader<FacesKey, FoundFace[], string> {
  return new DataLoader<FacesKey, FoundFace[], string>(
    (keys) =>
      Promise.all(
        keys.map(({ finder, photograph }) =>
          findFaces(finder, photograph, photograph.enlargement, { signal }).catch((error: unknown) =>
            error instanceof Error ? error : new Error(String(error)),
          ),
        ),
      ),
    { cacheKeyFn: ({ finder, photograph }) => `${finder.id}\n${photograph.key}` },
  );
}
