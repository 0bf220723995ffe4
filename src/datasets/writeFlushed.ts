import { open } from "node:fs/promises";
import { asDiskFull } from "../errors/diskFullError.js";

/** Writes a file and waits until it is on the disk, so that renaming its folder afterwards publishes whole files. */
export async function writeFlushed(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    throw asDiskFull(error, path);
  } finally {
    await file.close();
  }
}
