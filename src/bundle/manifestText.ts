import { z } from "zod";
import { BundleManifestError } from "./errors/bundleManifestError.js";
import { type Manifest, manifestSchema } from "./manifest.js";
import { sha256 } from "./sha256.js";

/** More than any real manifest; a larger one is refused before it is parsed. */
export const LARGEST_MANIFEST = 8 * 1024 * 1024;

/**
 * The one text that stands for this manifest, with its checksum filled in. A manifest has exactly one spelling, so that a
 * reader can tell an untouched file from one that merely still parses.
 */
export function formatManifest(manifest: Omit<Manifest, "checksum">): string {
  const plain = JSON.parse(JSON.stringify(manifest)) as Record<string, unknown>;
  const text = `${JSON.stringify({ ...plain, checksum: checksumOf(plain) }, null, 2)}\n`;
  parseManifest(new TextEncoder().encode(text));
  return text;
}

/**
 * Parses and checks `manifest.json`.
 *
 * @throws BundleManifestError when it is no JSON, does not fit the schema, or is not what was written.
 */
export function parseManifest(bytes: Uint8Array): Manifest {
  if (bytes.byteLength > LARGEST_MANIFEST) {
    throw new BundleManifestError(
      `Expected a manifest.json of at most ${LARGEST_MANIFEST} bytes, got ${bytes.byteLength}. This is no bundle of ours.`,
    );
  }
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text, refusePrototype);
  } catch (cause) {
    throw new BundleManifestError(
      "Expected manifest.json to be JSON in UTF-8 without __proto__, but it is not. Copy the bundle again.",
      {
        cause,
      },
    );
  }
  const result = manifestSchema.safeParse(value);
  if (!result.success) {
    throw new BundleManifestError(
      `Expected manifest.json to fit the format of docs/bundle.md, but: ${z.prettifyError(result.error)}`,
    );
  }
  const { checksum, ...rest } = value as Record<string, unknown>;
  if (text !== `${JSON.stringify({ ...rest, checksum }, null, 2)}\n` || checksum !== checksumOf(rest)) {
    throw new BundleManifestError(
      "Expected manifest.json to be as it was written, but its checksum or its layout differs. It was edited or damaged: copy the bundle again, or write it again.",
    );
  }
  return result.data;
}

function checksumOf(manifestWithoutChecksum: Record<string, unknown>): string {
  return sha256(JSON.stringify(manifestWithoutChecksum));
}

/** The schema library drops such a key without a word, so the manifest that was checked would not be the one that is there. */
function refusePrototype(key: string, value: unknown): unknown {
  if (key === "__proto__") throw new SyntaxError(`"__proto__" is no name.`);
  return value;
}
