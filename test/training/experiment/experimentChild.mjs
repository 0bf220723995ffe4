// An experiment in a process of its own, to be killed: built code, since this process knows no TypeScript.
import { runExperiment } from "../../../dist/training/experiment/index.js";
import { openRun } from "../../../dist/training/index.js";

const sink = { isTerminal: false, write: (line) => process.send(line) };
await runExperiment(
  {
    folder: process.env.RUN,
    cacheDir: process.env.CACHE,
    signal: new AbortController().signal,
    say: sink.write,
    openRun: (folder) => openRun({ folder, device: "cpu", threads: 1, checkpointSeconds: 0, sink }),
  },
  JSON.parse(process.env.RECORD),
);
