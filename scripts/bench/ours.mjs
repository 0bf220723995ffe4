// One side of the bench: compiles a case, opens it, and runs a step for every line on standard input.
import { createInterface } from "node:readline";
import { randomFeeds } from "./randomFeeds.mjs";

const [name, threads, profile] = process.argv.slice(2);
const { compile } = await import("../../dist/compiler/index.js");
const { readOnnx } = await import("../../dist/graph/index.js");
const { openProgram } = await import("../../dist/runtime/index.js");
const { build } = await import(`./cases/${name}.mjs`);

const { fn, inputs, constants = [], feeds = {}, what } = build();
let start = performance.now();
const program = compile(fn, { inputs, constants });
const compileMs = performance.now() - start;
if (profile) (await import("node:fs")).writeFileSync(`${profile}-${name}.onnx`, program.model);
start = performance.now();
const running = await openProgram(program, { device: "cpu", threads: Number(threads) });
const sessionMs = performance.now() - start;
const fed = { ...randomFeeds(inputs), ...feeds };
const say = (value) => console.log(JSON.stringify(value));
say({ what, compileMs, sessionMs, nodes: readOnnx(program.model).nodes.length });

for await (const line of createInterface({ input: process.stdin })) {
  if (line === "end") {
    await running.close();
    say({ peakMb: process.resourceUsage().maxRSS / 1024 });
    break;
  }
  start = performance.now();
  const outputs = await running.step(fed);
  say({ ms: performance.now() - start, loss: outputs.loss?.data[0] });
}
process.exit(0);
