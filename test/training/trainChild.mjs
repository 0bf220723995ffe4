// A training in a process of its own, to be killed: built code, since this process knows no TypeScript.
import { openRun, train } from "../../dist/training/index.js";

const run = await openRun({
  folder: process.env.RUN,
  device: "cpu",
  threads: 1,
  checkpointSeconds: 0,
  sink: { isTerminal: false, write: () => {} },
});
await train(run, JSON.parse(process.env.RECORD), process.env.CACHE);
