// Times one training step of ours beside PyTorch's, in turns, so that what else the machine does hits both:
//   npm run bench:train -- [--only resnet34,dan,vaegan] [--runs 7] [--threads 2] [--profile PREFIX] [--tfjs SECONDS]
// Each side is a process of its own that answers one step at a time. The last line is JSON.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { coreDistance } from "./coreDistance.mjs";
import { median } from "./median.mjs";
import { startSide } from "./side.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const CASES = ["resnet34", "dan", "vaegan"];

const { values } = parseArgs({
  options: {
    only: { type: "string", default: CASES.join(",") },
    runs: { type: "string", default: "7" },
    threads: { type: "string", default: "2" },
    tfjs: { type: "string", default: "0" },
    profile: { type: "string" },
  },
});
const tfjsSeconds = Number(values.tfjs);
if (!(tfjsSeconds >= 0)) usage(`--tfjs: "${values.tfjs}"`);
const cases = values.only.split(",").map((name) => (CASES.includes(name) ? name : usage(`--only: "${name}"`)));
const [runs, threads] = ["runs", "threads"].map((name) => {
  const number = Number(values[name]);
  return Number.isInteger(number) && number > 0 ? number : usage(`--${name}: "${values[name]}"`);
});
const python = findTorch();
console.log(
  python
    ? `PyTorch ${python.version} (${python.command}) beside ours, ${threads} threads each, ${runs} runs in turns`
    : "PyTorch is skipped: neither python3 nor /usr/bin/python3 imports torch",
);

const coreRoundTripNs = Math.round(await coreDistance());
console.log(`a cache line from one processor to another and back: ${coreRoundTripNs} ns`);

const summary = { threads, runs, torch: python?.version ?? null, coreRoundTripNs, cases: {} };
for (const name of cases) summary.cases[name] = await measure(name);
console.log(JSON.stringify(summary));

async function measure(name) {
  const ours = await startSide(process.execPath, [
    join(here, "ours.mjs"),
    name,
    String(threads),
    ...(values.profile ? [values.profile] : []),
  ]);
  const torch = python && (await startSide(python.command, [join(here, "torch", "step.py"), name, String(threads)]));
  const times = { ours: [], torch: [] };
  const warmUps = 2;
  for (let run = 0; run < runs + warmUps; run++) {
    for (const [side, process] of Object.entries({ ours, torch })) {
      if (!process) continue;
      const { ms } = await process.ask("step");
      if (run >= warmUps) times[side].push(ms);
    }
  }
  const [ends, torchEnds] = [await ours.ask("end"), torch ? await torch.ask("end") : undefined];
  const medians = { ours: median(times.ours), torch: torch ? median(times.torch) : undefined };
  const ratio = torch ? medians.ours / medians.torch : undefined;
  const fixed = (value, unit) => (value === undefined ? "-" : `${value.toFixed(0)} ${unit}`);
  console.log(`${name}: ${ours.ready.what}`);
  console.log(
    `  compile ${fixed(ours.ready.compileMs, "ms")}, session ${fixed(ours.ready.sessionMs, "ms")}, nodes ${ours.ready.nodes}`,
  );
  console.log(`  median step: ours ${fixed(medians.ours, "ms")}, PyTorch ${fixed(medians.torch, "ms")}`);
  const eager = tfjsSeconds > 0 ? eagerStep(name) : undefined;
  if (eager)
    console.log(`  TensorFlow.js on its processor backend: ${eager.ms ? fixed(eager.ms, "ms") : eager.failure}`);
  console.log(`  ratio of medians ${ratio?.toFixed(2) ?? "-"}`);
  console.log(`  peak memory: ours ${fixed(ends.peakMb, "MB")}, PyTorch ${fixed(torchEnds?.peakMb, "MB")}`);
  return {
    ...ours.ready,
    medianMs: medians.ours,
    torchMedianMs: medians.torch,
    ratio,
    ...ends,
    torchEnds,
    times,
    eager,
  };
}

/** One step of TensorFlow.js as it is, if it ends in time. */
function eagerStep(name) {
  const run = spawnSync(process.execPath, [join(here, "eager.mjs"), name], {
    encoding: "utf8",
    timeout: 1000 * tfjsSeconds,
  });
  if (run.status === 0) return { ms: Number(run.stdout) };
  return {
    failure: run.signal ? `no step within ${tfjsSeconds} s` : (/^.*Error.*$/m.exec(run.stderr)?.[0] ?? "it failed"),
  };
}

function findTorch() {
  for (const command of ["python3", "/usr/bin/python3"]) {
    const found = spawnSync(command, ["-c", "import torch; print(torch.__version__)"], { encoding: "utf8" });
    if (found.status === 0) return { command, version: found.stdout.trim() };
  }
  return undefined;
}

function usage(got) {
  console.error(
    `Expected --only of ${CASES.join(",")}, positive whole numbers for --runs and --threads, and seconds for --tfjs; got ${got}.`,
  );
  process.exit(1);
}
