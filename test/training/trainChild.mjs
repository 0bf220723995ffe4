// A training in a process of its own, to be killed or refused room: built code, since this process knows no TypeScript.
import { openRun, train } from "../../dist/training/index.js";

const run = await openRun({
  folder: process.env.RUN,
  device: "cpu",
  threads: 1,
  checkpointSeconds: 0,
  sink: { isTerminal: false, write: () => {} },
});
try {
  await train(run, JSON.parse(process.env.RECORD), process.env.CACHE);
} catch (error) {
  process.stderr.write(`${error.code ?? ""}: ${error.message}\n`);
  process.exit(1);
}
