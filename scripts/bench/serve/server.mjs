// The server under measurement, in a process of its own, that tells what it did since it was asked last.
//   node server.mjs MODELS CORES
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pino } from "pino";
import { startServer } from "../../../dist/api/server.js";
import { configurationOf } from "../../../dist/config/index.js";
import { answer } from "./answer.mjs";
import { childrenOf, cpuOf, mainThreadCpuOf, memoryOf } from "./cpu.mjs";

const [folder, cores] = process.argv.slice(2);
const configuration = configurationOf({
  server: { port: 0 },
  models: { folder, device: "cpu", cores: Number(cores) },
});
const { url } = await startServer(configuration, pino({ level: "error" }, process.stderr));
while ((await fetch(`${url}/readyz`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const runners = childrenOf(process.pid);
let before = used();

function used() {
  const { user, system } = process.cpuUsage();
  const main = mainThreadCpuOf(process.pid);
  return { main, others: (user + system) / 1000 - main, runners: sumOf(runners.map(cpuOf)) };
}

function sumOf(numbers) {
  return numbers.reduce((sum, one) => sum + one, 0);
}

answer({ url }, async () => {
  const now = used();
  const told = {
    mainMs: now.main - before.main,
    othersMs: now.others - before.others,
    runnersMs: now.runners - before.runners,
    // The histogram counts the whole interval between looks, the resolution included.
    loopDelayP99: Math.max(0, delay.percentile(99) / 1e6 - 5),
    memoryMb: memoryOf(process.pid) + sumOf(runners.map(memoryOf)),
  };
  before = now;
  delay.reset();
  return told;
});
