import { UploadError } from "../errors/uploadError.js";
import type { UploadedFile } from "./uploadedFile.js";

/**
 * Puts the files of a multipart request where its `map` says they belong among the variables.
 * @returns the operation, ready to be executed. @throws UploadError
 */
export function placeFiles(fields: ReadonlyMap<string, string>, files: ReadonlyMap<string, UploadedFile>): object {
  const operations = parse(fields, "operations");
  const map = parse(fields, "map");
  for (const [name, paths] of Object.entries(map)) {
    const file = files.get(name);
    if (file === undefined) throw new UploadError(`Expected a file "${name}", because the map names it.`);
    if (!Array.isArray(paths)) throw new UploadError(`Expected the map to hold a list of paths for "${name}".`);
    for (const path of paths) place(operations, String(path), file);
  }
  return operations;
}

function parse(fields: ReadonlyMap<string, string>, name: string): Record<string, unknown> {
  const text = fields.get(name);
  if (text === undefined) throw new UploadError(`Expected a field "${name}" in the multipart request.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UploadError(`Expected the field "${name}" to hold JSON.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UploadError(`Expected the field "${name}" to hold a JSON object.`);
  }
  return value as Record<string, unknown>;
}

/** Only a null that is there already is replaced: the specification says so, and it keeps prototypes out of reach. */
function place(operations: Record<string, unknown>, path: string, file: UploadedFile): void {
  const steps = path.split(".");
  const last = steps.pop()!;
  let target: unknown = operations;
  for (const step of steps) target = isObject(target) && Object.hasOwn(target, step) ? target[step] : undefined;
  if (steps[0] !== "variables" || !isObject(target) || !Object.hasOwn(target, last) || target[last] !== null) {
    throw new UploadError(`Expected null at "${path}" of the operations, where a file is to be placed.`);
  }
  target[last] = file;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
