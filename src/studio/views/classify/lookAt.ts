import { buildOperation } from "../../../client/index.js";
import { client } from "../../state/client.js";
import type { Finding, FoundFace } from "./describe.js";

/** An image no larger than this is taken for a face that was cut out already, as the server takes it. */
const CUT_OUT = 256;

/** Asks what is visible in an image: in each face, or in the image as a face. @param finds whether the server can find faces. */
export async function lookAt(file: Blob, model: string, finds: boolean, signal: AbortSignal): Promise<Finding> {
  const started = performance.now();
  const size = await sizeOf(file);
  const found = finds && size && Math.max(size.width, size.height) > CUT_OUT ? inFaces : inImage;
  const { selection, faces, notice } = await found(file, model, size ?? { width: 1, height: 1 }, signal);
  return {
    faces,
    notice,
    milliseconds: performance.now() - started,
    operation: buildOperation("Query", selection),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Found {
  readonly selection: Readonly<Record<string, unknown>>;
  readonly faces: readonly FoundFace[];
  readonly notice: string | undefined;
}

async function inFaces(file: Blob, model: string, _size: Size, signal: AbortSignal): Promise<Found> {
  const selection = {
    faces: {
      $: { image: { upload: file } },
      box: { x: true, y: true, width: true, height: true },
      abstention: { message: true },
      expression: { $: { model }, probabilities: { label: true, probability: true }, notice: true },
    },
  } as const;
  const { faces } = await client.query(selection, { signal });
  return {
    selection,
    faces: (faces ?? []).map(({ box, abstention, expression }) => ({
      box,
      probabilities: expression?.probabilities,
      abstained: expression ? undefined : (abstention?.message ?? "It is not good enough to be judged."),
    })),
    notice: faces?.find(({ expression }) => expression)?.expression?.notice,
  };
}

async function inImage(file: Blob, model: string, { width, height }: Size, signal: AbortSignal): Promise<Found> {
  const selection = {
    classifyExpression: {
      $: { image: { upload: file }, model },
      probabilities: { label: true, probability: true },
      notice: true,
    },
  } as const;
  const { classifyExpression: found } = await client.query(selection, { signal });
  const side = Math.min(width, height);
  const box = { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
  return {
    selection,
    faces: [{ box, probabilities: found?.probabilities, abstained: found ? undefined : "The server gave no answer." }],
    notice: found?.notice,
  };
}

/** Undefined for what the browser cannot read: the server says better what is wrong with it. */
async function sizeOf(file: Blob): Promise<Size | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return undefined;
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}
