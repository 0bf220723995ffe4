import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Answer } from "../../client/index.js";
import { client } from "./client.js";

const FIELDS = {
  id: true,
  abilities: true,
  labels: true,
  classCounts: { label: true, count: true },
  tailClasses: true,
  imageSize: true,
  latentSize: true,
  classifiers: true,
  device: true,
  digest: true,
  ready: true,
  notReady: true,
} as const;

/** What every view knows of a model. */
export type Model = Answer<"Model", typeof FIELDS>;

/** Every model of the server. */
export async function askModels(signal: AbortSignal): Promise<readonly Model[]> {
  const { models } = await client.query({ models: FIELDS }, { signal });
  return models;
}

/** The model that was chosen. */
export const ModelContext = createContext<Model | undefined>(undefined);

/** Every model of the server. */
export const ModelsContext = createContext<readonly Model[]>([]);

/** The model that was chosen; only below where there is one. */
export function useModel(): Model {
  const model = useContext(ModelContext);
  if (!model) throw new Error("A view was shown without a model. This is a bug in the page.");
  return model;
}
