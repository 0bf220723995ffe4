import { existsSync } from "node:fs";
import { join } from "node:path";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs";
import { writeBundle } from "../../bundle/index.js";
import { loadPackage } from "./loadPackage.js";
import { faceApiManifest } from "./manifest.js";
import { modelCard } from "./modelCard.js";
import { traceNetworks } from "./traceNetworks.js";

/** Where the bundle lies, and whether it lay there before. */
export interface ImportedBundle {
  readonly dir: string;
  readonly existed: boolean;
}

/**
 * Writes the bundle `face-api` under the folder of models, whole or not at all; one of this version that is there already is left alone.
 *
 * @throws PackageMissingError, the errors of {@link writeBundle}
 */
export async function importFaceApi(root: string): Promise<ImportedBundle> {
  await tf.setBackend("cpu");
  const source = await loadPackage();
  const dir = join(root, "face-api", source.version);
  if (existsSync(dir)) return { dir, existed: true };
  const files = traceNetworks(source.faceApi);
  files.set("MODEL_CARD.md", new TextEncoder().encode(modelCard(source)));
  await writeBundle(root, { manifest: faceApiManifest(source), files });
  return { dir, existed: false };
}
