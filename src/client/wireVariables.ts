import { latentOf } from "./base64.js";

/** A file to be sent, and where among the variables it belongs, such as `variables.image.upload`. */
export interface WireFile {
  readonly path: string;
  readonly file: Blob;
}

/** Variables as JSON can hold them, and the files that were among them; `null` stands where a file was. */
export interface WireVariables {
  readonly variables: unknown;
  readonly files: readonly WireFile[];
}

/** Takes files out of variables, and writes a Float32Array as a Latent. */
export function wireVariables(given: unknown): WireVariables {
  const files: WireFile[] = [];

  function walk(value: unknown, path: string): unknown {
    if (value instanceof Float32Array) return latentOf(value);
    if (value instanceof Blob || value instanceof Uint8Array) {
      files.push({ path, file: value instanceof Blob ? value : new Blob([value as Uint8Array<ArrayBuffer>]) });
      return null;
    }
    if (Array.isArray(value)) return value.map((element, i) => walk(element, `${path}.${i}`));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, `${path}.${key}`)]));
  }

  return { variables: walk(given, "variables"), files };
}
