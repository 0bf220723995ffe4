// Measures the server beside scripts that do the same work without one, in one run and in turns:
//   npm run bench:serve -- [--only resnet34,default] [--seconds 4] [--rounds 3] [--cores 2] [--flask 0]
// Quotes ratios of medians; the last line is JSON. docs/serving.md says what each figure means.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median } from "./median.mjs";
import { flaskServer } from "./serve/flask.mjs";
import { startSide } from "./side.mjs";

const here = join(dirname(fileURLToPath(import.meta.url)), "serve");
const root = join(here, "../../..");
const { values } = parseArgs({
  options: {
    only: { type: "string", default: "resnet34,default" },
    seconds: { type: "string", default: "4" },
    rounds: { type: "string", default: "3" },
    cores: { type: "string", default: String(availableParallelism()) },
    flask: { type: "string", default: "1" },
  },
});
const [seconds, rounds, cores] = ["seconds", "rounds", "cores"].map((name) => {
  const number = Number(values[name]);
  return Number.isFinite(number) && number > 0 ? number : usage(`--${name}: ${values[name]}`);
});
const temporary = mkdtempSync(join(tmpdir(), "semblance-bench-"));
const node = (script, ...args) => startSide(process.execPath, [join(here, script), ...args]);

const summary = { seconds, rounds, cores, cases: {} };
try {
  for (const name of values.only.split(",")) summary.cases[name] = await measure(name);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
console.log(JSON.stringify(summary));

async function measure(name) {
  const models = name === "resnet34" ? benchModels() : join(root, "models");
  const [bundle] = readdirSync(models).filter((entry) => !entry.endsWith(".json"));
  const version = readdirSync(join(models, bundle))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .at(-1);
  const bare = await node("bare.mjs", join(models, bundle, version), String(cores));
  const server = await node("server.mjs", models, String(cores));
  const load = await node("load.mjs");
  const flask = name === "resnet34" && values.flask !== "0" ? await flaskServer(cores) : undefined;
  const ask = async (side, question) => side.ask(JSON.stringify(question));
  const { url } = server.ready;

  /** What the clients saw, and what the server used for it. */
  const served = async (kind, concurrency, live = false) => {
    await ask(server, {});
    const seen = await ask(load, { kind, url, concurrency, seconds, live });
    const used = await ask(server, {});
    const each = (ms) => ms / seen.images;
    const cpuMs = each(used.mainMs + used.othersMs + used.runnersMs);
    return {
      ...seen,
      ...used,
      cpuMs,
      mainMs: each(used.mainMs),
      othersMs: each(used.othersMs),
      runnersMs: each(used.runnersMs),
    };
  };
  const runs = {
    ...Object.fromEntries(
      [8, 16, 32].map((batch) => [`bare${batch}`, () => ask(bare, { kind: "classify", batch, seconds })]),
    ),
    bareSingle: () => ask(bare, { kind: "single", seconds }),
    many: () => served("many", 2),
    one1: () => served("one", 1),
    one8: () => served("one", 8),
    one32: () => served("one", 32, true),
    bareGenerate: () => ask(bare, { kind: "generate", seconds }),
    augment: () => served("augment", 2),
    stream: () => served("stream"),
    ...(flask && { flask32: () => ask(load, { kind: "flask", url: flask.url, concurrency: 32, seconds }) }),
  };
  const results = Object.fromEntries(Object.keys(runs).map((run) => [run, []]));
  // One round that is not counted: code is compiled and caches are filled in it.
  for (const run of Object.values(runs)) await run();
  for (let round = 0; round < rounds; round++) {
    for (const [run, work] of Object.entries(runs)) results[run].push(await work());
  }
  for (const side of [bare, server, load]) side.child.kill();
  flask?.end();
  return report(name, results);
}

function report(name, results) {
  const of = (run, field) => median(results[run].map((one) => one[field]));
  const best = ["bare8", "bare16", "bare32"].sort((a, b) => of(b, "perSecond") - of(a, "perSecond"))[0];
  const ratio = (run, against, field = "perSecond") => of(run, field) / of(against, field);
  const figures = {
    bestBatch: Number(best.slice(4)),
    barePerSecond: of(best, "perSecond"),
    // Throughput of the server over that of the bare script, and the bare script's CPU over the server's, per image.
    ratios: Object.fromEntries(
      [
        ["many", best],
        ["one1", "bareSingle"],
        ["one8", best],
        ["one32", best],
        ["augment", "bareGenerate"],
        ["stream", "bareGenerate"],
      ].map(([run, against]) => [
        run,
        { throughput: ratio(run, against), cpu: of(against, "cpuMs") / of(run, "cpuMs") },
      ]),
    ),
    addedMs: of("one1", "p50") - of("bareSingle", "p50"),
    latencyMs: Object.fromEntries(
      ["one1", "one8", "one32"].map((run) => [run, ["p50", "p95", "p99"].map((quantile) => of(run, quantile))]),
    ),
    // Per image: the server's JavaScript, the threads beside it (reading and writing images, collecting garbage), the runner; and the bare script's all.
    cpuMs: Object.fromEntries(
      ["many", "one1", "one8", "one32", "augment", "stream"].map((run) => [
        run,
        { main: of(run, "mainMs"), others: of(run, "othersMs"), runner: of(run, "runnersMs"), all: of(run, "cpuMs") },
      ]),
    ),
    bareCpuMs: {
      classify: of(best, "cpuMs"),
      single: of("bareSingle", "cpuMs"),
      generate: of("bareGenerate", "cpuMs"),
    },
    loopDelayP99: of("one32", "loopDelayP99"),
    liveP99: of("one32", "liveP99"),
    memoryMb: of("one32", "memoryMb"),
    ...(results.flask32 && {
      flask: { perSecond: of("flask32", "perSecond"), ofOurs: ratio("flask32", "one32"), p50: of("flask32", "p50") },
    }),
  };
  const percent = (number) => `${(100 * number).toFixed(1)} %`;
  console.log(`${name}: bare script ${figures.barePerSecond.toFixed(1)} images/s in batches of ${figures.bestBatch}`);
  for (const [run, { throughput, cpu }] of Object.entries(figures.ratios)) {
    const { main, others, runner, all } = figures.cpuMs[run];
    console.log(
      `  ${run.padEnd(8)} ${percent(throughput).padStart(7)} of its throughput, ${percent(cpu).padStart(7)} by CPU; per image ${all.toFixed(2)} ms CPU: ` +
        `JavaScript ${main.toFixed(3)}, other threads ${others.toFixed(3)}, runner ${runner.toFixed(2)}`,
    );
  }
  console.log(
    `  added latency ${figures.addedMs.toFixed(2)} ms; at 32: event-loop delay p99 ${figures.loopDelayP99.toFixed(1)} ms, ` +
      `/livez p99 ${figures.liveP99.toFixed(1)} ms, memory ${figures.memoryMb.toFixed(0)} MB`,
  );
  if (figures.flask)
    console.log(
      `  Flask and PyTorch at 32: ${figures.flask.perSecond.toFixed(1)} images/s, ${percent(figures.flask.ofOurs)} of the server's`,
    );
  return figures;
}

function benchModels() {
  const folder = join(temporary, "models");
  const made = spawnSync(process.execPath, [join(here, "benchBundle.mjs"), folder], { stdio: "inherit" });
  if (made.status !== 0) throw new Error("The bundle to measure could not be made; what was printed is above.");
  return folder;
}

function usage(got) {
  console.error(`Expected --seconds, --rounds and --cores to be numbers above 0, got ${got}.`);
  process.exit(1);
}
