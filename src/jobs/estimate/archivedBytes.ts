import type { JobPlan } from "../plan/jobPlan.js";

const BLOCK = 512;
/** Name, sizes and checksum of an entry, at the entry and in the directory, about. */
const ZIP_ENTRY = 130;

/** About how many bytes an image of that many takes in an archive, with what stands beside it. */
export function archivedBytes({ archive }: Pick<JobPlan, "archive">, image: number): number {
  if (archive === "zip") return image + ZIP_ENTRY;
  // Tar has a block before every entry and fills up its last one.
  const entry = Math.ceil(image / BLOCK) * BLOCK + BLOCK;
  return archive === "webdataset" ? entry + 2 * 2 * BLOCK : entry;
}
