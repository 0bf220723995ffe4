import { createInterface } from "node:readline";

/** Says that a side is ready, and answers each line of JSON that it is asked with one. */
export function answer(ready, work) {
  console.log(JSON.stringify(ready));
  createInterface({ input: process.stdin })
    .on("line", async (line) => console.log(JSON.stringify(await work(JSON.parse(line)))))
    // Whoever asks is gone.
    .on("close", () => process.exit(0));
}
