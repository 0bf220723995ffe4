import type { LabelledImages } from "../../datasets/index.js";
import { halfPrecision } from "../../graph/index.js";
import type { Session } from "../../runtime/index.js";
import type { HostTensor } from "../../tensor/hostTensor.js";
import type { Precision } from "../settings.js";
import { type Agreement, classifierAgreement, decoderAgreement, encoderAgreement } from "./agreement.js";
import { inBatches } from "./inBatches.js";

/** A network as the bundle holds it. */
export interface StoredNetwork {
  readonly model: Uint8Array;
  /** On these bytes: what is measured is what is served. */
  readonly session: Session;
  /** On the network as it was trained, before its weights were rounded. */
  readonly exact: Session;
  /** How the two agree; absent when nothing was rounded. */
  readonly agreement?: Agreement & { readonly precision: Precision };
}

/**
 * Rounds a network's weights to the precision that the bundle is to have. Where its answers to `rows` would then differ by more than the tolerance of
 * its kind, it is left as it is, which the returned agreement says.
 */
export async function storeNetwork(
  model: Uint8Array,
  {
    precision,
    open,
    input,
    rows,
    compare,
  }: {
    readonly precision: Precision;
    readonly open: (model: Uint8Array) => Promise<Session>;
    readonly input: string;
    readonly rows: { readonly data: Uint8Array | Float32Array; readonly shape: readonly number[] };
    readonly compare: (exact: Record<string, HostTensor>, stored: Record<string, HostTensor>) => Agreement;
  },
): Promise<StoredNetwork> {
  const exact = await open(model);
  if (precision === "float32") return { model, session: exact, exact };
  const small = halfPrecision(model);
  const session = await open(small);
  const agreement = compare(await inBatches(exact, input, rows), await inBatches(session, input, rows));
  return agreement.near
    ? { model: small, session, exact, agreement: { ...agreement, precision } }
    : { model, session: exact, exact, agreement: { ...agreement, precision: "float32" } };
}

interface Storing {
  readonly precision: Precision;
  readonly open: (model: Uint8Array) => Promise<Session>;
  /** Held-out images, on which rounded and exact networks are compared. */
  readonly images: LabelledImages;
}

/** Decoding is what costs: this many reconstructions tell as much as all. */
const DECODED = 256;

export async function storeAutoencoder(
  { encoder, decoder }: { readonly encoder: Uint8Array; readonly decoder: Uint8Array },
  storing: Storing,
): Promise<{ encoder: StoredNetwork; decoder: StoredNetwork }> {
  const few = rowsOf(storing.images, DECODED);
  const stored = await storeNetwork(encoder, { ...storing, input: "images", rows: few, compare: encoderAgreement });
  const { mean } = await inBatches(stored.exact, "images", few);
  const latents = { data: mean!.data as Float32Array, shape: mean!.shape };
  return {
    encoder: stored,
    decoder: await storeNetwork(decoder, { ...storing, input: "latents", rows: latents, compare: decoderAgreement }),
  };
}

export async function storeClassifier(model: Uint8Array, storing: Storing): Promise<StoredNetwork> {
  const rows = rowsOf(storing.images, storing.images.count);
  return storeNetwork(model, { ...storing, input: "images", rows, compare: classifierAgreement });
}

function rowsOf({ images, size, count }: LabelledImages, most: number): { data: Uint8Array; shape: readonly number[] } {
  const rows = Math.min(count, most);
  return { data: images.subarray(0, rows * size * size * 3), shape: [rows, size, size, 3] };
}
