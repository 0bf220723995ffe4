/** A thread that makes every check of one bundle: hashing a hundred megabytes would stop the server for as long. */
import { parentPort, workerData } from "node:worker_threads";
import { readBundle } from "../../bundle/index.js";
import { SemblanceError } from "../../errors/semblanceError.js";
import { verified } from "./verifiedBundle.js";

try {
  parentPort?.postMessage({ bundle: verified(await readBundle(String(workerData))) });
} catch (error) {
  if (!(error instanceof SemblanceError)) throw error;
  parentPort?.postMessage({ code: error.code, message: error.message });
}
