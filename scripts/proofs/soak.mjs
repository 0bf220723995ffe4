/**
 * Mixed load for some minutes, while memory, heap, handles, files and sockets of the server and its runners are sampled: none may grow. Then,
 * for some requests each, three servers with a planted leak, which the same test must catch: else it proves nothing.
 *   npm run soak -- [--minutes 5] [--control 200] [--clients 4] [--tolerance 24] [--leaks memory,files,sockets] [--models models] [--seed 1]
 * --control is the requests to each planted leak, --tolerance the MB that may be gained after the warm-up third, in which caches fill.
 */
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { request } from "./load/request.mjs";
import { requestLoad, together } from "./load/requestLoad.mjs";
import { streamLoad } from "./load/socketLoad.mjs";
import { prepareWork } from "./load/work.mjs";
import { readOptions } from "./options.mjs";
import { sampleProcess } from "./sampleProcess.mjs";
import { startServer } from "./serverUnderTest.mjs";
import { growth } from "./slope.mjs";
import { verdict } from "./verdict.mjs";

const options = readOptions({ minutes: 5, control: 200, clients: 4, tolerance: 24, leaks: "memory,files,sockets" });
const { minutes, control, clients, tolerance, leaks, models, seed } = options;
/** Open connections and the like come and go with the load; a leak is one more with each request. */
const TOLERATED = { residentMb: tolerance, heapMb: tolerance, files: 12, sockets: 12, handles: 24 };
const LEAK = fileURLToPath(new URL("./plantedLeak.mjs", import.meta.url));

const problems = [];
const clean = await soak({ seconds: minutes * 60 });
for (const one of clean.growing) problems.push(`${one} grows: ${JSON.stringify(clean.series[one])}`);
problems.push(...clean.problems);
const caught = {};
for (const leak of leaks.split(",")) {
  const { growing } = await soak({ requests: control, leak });
  caught[leak] = growing;
  const expected = leak === "memory" ? "server.residentMb" : `server.${leak}`;
  if (control > 0 && !growing.includes(expected)) problems.push(`The planted leak of ${leak} was not caught.`);
}
const figures = {
  minutes,
  requests: clean.right,
  failed: clean.failed,
  batches: clean.batches,
  series: clean.series,
  caught,
};
verdict("soak", figures, problems);

async function soak({ seconds = 600, requests = 10_000_000, leak }) {
  if (seconds === 0 || requests === 0) return { growing: [], series: {}, problems: [] };
  process.env.LEAK = leak ?? "";
  const server = await startServer({ models, ...(leak && { nodeOptions: ["--import", LEAK] }) });
  const work = await prepareWork(server.url, seed);
  let over = false;
  const stopped = () => over;
  const asked = Promise.all(
    Array.from({ length: clients }, (_, i) =>
      requestLoad({ ...{ url: server.url, work, stopped, seed: seed * 1000 + i, most: requests / clients } }),
    ),
  );
  const streamed = streamLoad({ url: server.url, stopped, seed });
  let answered = false;
  void asked.then(() => {
    answered = true;
  });
  const samples = {};
  const began = performance.now();
  const everyMs = leak ? 50 : Math.max(100, Math.min(2000, (seconds * 1000) / 150));
  while (!answered && performance.now() - began < seconds * 1000 && server.running()) {
    await pause(everyMs);
    const atMs = performance.now() - began;
    const processes = { server: { ...sampleProcess(server.pid), ...(await heapOf(server.url)) } };
    const [runner] = server.runners();
    if (runner) processes.runner = sampleProcess(runner);
    for (const [name, quantities] of Object.entries(processes))
      for (const [quantity, value] of Object.entries(quantities ?? {})) {
        const key = `${name}.${quantity}`;
        samples[key] ??= [];
        samples[key].push({ atMs, value });
      }
  }
  over = true;
  const [counts, stream] = await Promise.all([asked, streamed]);
  const exit = await server.stop();
  const { right, failed, problems: wrong } = together(counts);
  const found = [
    ...wrong,
    ...stream.problems,
    ...(exit === 0 ? [] : [`The server ended with ${exit}: ${server.output()}`]),
  ];
  const series = {};
  const growing = [];
  for (const [key, points] of Object.entries(samples)) {
    const { grows, last, growth: grown, perMinute, z } = growth(points, TOLERATED[key.split(".")[1]]);
    series[key] = Object.fromEntries(
      Object.entries({ last, growth: grown, perMinute, z }).map(([name, value]) => [
        name,
        Math.round(value * 100) / 100,
      ]),
    );
    if (grows) growing.push(key);
  }
  return { growing, series, right, failed, batches: stream.batches, problems: found };
}

async function heapOf(url) {
  const { text } = await request(`${url}/metrics`);
  const of = (name) => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
  return { heapMb: of("nodejs_heap_size_used_bytes") / 2 ** 20, handles: of("nodejs_active_resources_total") };
}
