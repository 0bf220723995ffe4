import { readFile } from "node:fs/promises";
import { z } from "zod";
import { LabelMapError } from "../errors/labelMapError.js";
import { LabelsNeededError } from "../errors/labelsNeededError.js";
import { expressionLabels } from "../labels.js";

/** From the class names of a data set to labels. */
export type LabelMap = Readonly<Record<string, string>>;

const schema = z.record(z.string(), z.string().min(1));

/** `1=surprise,2=fear`; a name without `=` stands for itself. */
export function parseLabelMap(text: string): LabelMap {
  const entries = text.split(",").map((part): [string, string] => {
    const [name = "", label = name, ...rest] = part.split("=").map((piece) => piece.trim());
    if (name === "" || label === "" || rest.length > 0) throw new LabelMapError("the mapping", `"${part}"`);
    return [name, label];
  });
  return Object.fromEntries(entries);
}

/** The mapping in a JSON file; undefined when there is no such file. */
export async function readLabelMap(path: string): Promise<LabelMap | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new LabelMapError(path, "something else", { cause: error });
  }
}

/**
 * The mapping to use for the class names found. Without one, names that are themselves canonical labels need none; anything else
 * is refused, since copies of the same data set number their classes differently (docs/method.md, section 6.1).
 */
export function requireLabelMap(map: LabelMap | undefined, found: readonly string[], file: string): LabelMap {
  if (map) return map;
  const canonical: readonly string[] = expressionLabels;
  if (found.length > 0 && found.every((name) => canonical.includes(name))) {
    return Object.fromEntries(expressionLabels.map((label) => [label, label]));
  }
  throw new LabelsNeededError(found, file);
}

/** Labels in class order: the canonical order when all are expressions, otherwise the order of the mapping. */
export function labelsOf(map: LabelMap): readonly string[] {
  const labels = [...new Set(Object.values(map))];
  const canonical: readonly string[] = expressionLabels;
  return labels.every((label) => canonical.includes(label))
    ? canonical.filter((label) => labels.includes(label))
    : labels;
}
