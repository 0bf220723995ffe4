// Runs compiled programs on a device, in a process that can be given another graphics driver: built code, since this process knows no TypeScript.
//   node runSteps.mjs <file of work> <file for results>
import { readFileSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { openProgram, StateStore } from "../../../dist/runtime/index.js";

const [, , from, to] = process.argv;
const { device, programs, steps } = deserialize(readFileSync(from));
const store = new StateStore();
const running = [];
for (const program of programs) running.push(await openProgram(program, { device, store }));
const outputs = [];
for (const { program, feeds } of steps) outputs.push(await running[program].step(feeds));
const between = await store.read();
for (const program of running) await program.close();
writeFileSync(
  to,
  serialize({ devices: running.map((program) => program.device), outputs, between, after: await store.read() }),
);
