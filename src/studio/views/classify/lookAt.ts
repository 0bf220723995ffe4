import { buildOperation } from "../../../client/index.js";
import { client } from "../../state/client.js";
import type { Finding } from "./describe.js";

/** Asks what is visible in an image. */
export async function lookAt(file: Blob, model: string, signal: AbortSignal): Promise<Finding> {
  const started = performance.now();
  const selection = {
    classifyExpression: {
      $: { image: { upload: file }, model },
      probabilities: { label: true, probability: true },
      notice: true,
    },
  } as const;
  const { classifyExpression: found } = await client.query(selection, { signal });
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  bitmap.close();
  const side = Math.min(width, height);
  const box = { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
  return {
    faces: [{ box, probabilities: found?.probabilities ?? [], abstained: undefined }],
    notice: found?.notice ?? "",
    milliseconds: performance.now() - started,
    operation: buildOperation("Query", selection),
  };
}
