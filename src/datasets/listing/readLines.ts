import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { DatasetLayoutError } from "../errors/datasetLayoutError.js";

/** Lines of a text file with their numbers from 1, without line ends; a byte order mark and blank lines are skipped. */
export async function* readLines(path: string, expected: string): AsyncGenerator<[line: number, text: string]> {
  const stream = createReadStream(path, "utf8");
  let number = 0;
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      const clean = number === 1 ? text.replace(/^\uFEFF/, "") : text;
      if (clean.trim() !== "") yield [number, clean];
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new DatasetLayoutError(path, expected, (error as Error).message, { cause: error });
  } finally {
    stream.destroy();
  }
}
