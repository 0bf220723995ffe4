import { Worker } from "node:worker_threads";
import { BundleRefusedError } from "../errors/bundleRefusedError.js";
import { builtFile } from "../runner/builtFile.js";
import type { VerifiedBundle } from "./verifiedBundle.js";

type Answer = { readonly bundle: VerifiedBundle } | { readonly code: string; readonly message: string };

/** Makes every check of a bundle, on a thread of its own. @throws BundleRefusedError with the code of the check that failed. */
export function verifyBundle(dir: string): Promise<VerifiedBundle> {
  const worker = new Worker(builtFile("./verifyThread.js", import.meta.url), { workerData: dir });
  const unreadable = { message: "The bundle could not be read." };
  return new Promise((resolve, reject) => {
    worker.once("message", (answer: Answer) => {
      if ("bundle" in answer) return resolve(answer.bundle);
      // Where files lie on the server is nothing that a client should read.
      reject(new BundleRefusedError({ ...answer, message: answer.message.replaceAll(dir, "the bundle") }));
    });
    worker.once("error", (cause) => reject(new BundleRefusedError(unreadable, { cause })));
    worker.once("exit", () => reject(new BundleRefusedError(unreadable)));
  });
}
