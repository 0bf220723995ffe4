/**
 * Kills a runner every so often under load. The server must stay up; every request gets one answer, which is right or has a type; every
 * stream goes on in order; and after it all a real inference is right again.
 *   npm run chaos -- [--seconds 60] [--every 500] [--clients 8] [--models models] [--seed 1]
 */
import { setTimeout as pause } from "node:timers/promises";
import { ask } from "./load/ask.mjs";
import { request } from "./load/request.mjs";
import { requestLoad, together } from "./load/requestLoad.mjs";
import { streamLoad } from "./load/socketLoad.mjs";
import { isRight, prepareWork } from "./load/work.mjs";
import { readOptions } from "./options.mjs";
import { pick, randomFrom } from "./random.mjs";
import { startServer } from "./serverUnderTest.mjs";
import { verdict } from "./verdict.mjs";

const { seconds, every, clients, models, seed } = readOptions({ seconds: 60, every: 500, clients: 8 });
const problems = [];
const server = await startServer({ models, settings: ["--set", "limits.restartCoolDownMs=1000"] });
const work = await prepareWork(server.url, seed);

let over = false;
const stopped = () => over;
const load = Promise.all([
  Promise.all(
    Array.from({ length: clients }, (_, i) =>
      requestLoad({ ...{ url: server.url, work, stopped, seed: seed * 1000 + i, most: 1_000_000 } }),
    ),
  ),
  Promise.all([1, 2].map((i) => streamLoad({ url: server.url, stopped, seed: seed + i }))),
]);

const random = randomFrom(seed);
const until = performance.now() + seconds * 1000;
let kills = 0;
let readyKills = 0;
let liveMs = 0;
while (performance.now() < until) {
  await pause(every);
  const runners = server.runners();
  if (runners.length > 0) {
    const ready = (await request(`${server.url}/readyz`).catch(() => undefined))?.status === 200;
    process.kill(pick(random, runners), "SIGKILL");
    kills++;
    if (ready) readyKills++;
  }
  const asked = performance.now();
  const live = await request(`${server.url}/livez`).catch((error) => error);
  if (live.status !== 200) problems.push(`/livez: ${live}`);
  liveMs = Math.max(liveMs, performance.now() - asked);
  if (!server.running()) break;
}
over = true;
const [requests, streams] = await load;
const { right, failed, problems: wrong } = together(requests);
problems.push(...wrong, ...streams.flatMap((stream) => stream.problems));

if (server.running()) {
  await server.ready();
  for (const kind of work.kinds) {
    const { data, errors } = await ask(server.url, kind.query, kind.variables);
    if (errors || !isRight(kind, data)) problems.push(`After it all, a wrong answer: ${JSON.stringify(errors)}`);
  }
}
const exit = await server.stop();
if (exit !== 0) problems.push(`The server ended with ${exit}: ${server.output()}`);
if (kills === 0) problems.push("Nothing was killed.");
if (right === 0) problems.push("Nothing was answered.");
const typed = Object.values(failed).reduce((sum, count) => sum + count, 0);
const batches = streams.reduce((sum, stream) => sum + stream.batches, 0);
const figures = {
  seconds,
  kills,
  readyKills,
  requests: right + typed,
  right,
  failed,
  batches,
  slowestLivezMs: Math.round(liveMs),
};
verdict("chaos", figures, problems);
