import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { compile } from "../../src/compiler/index.js";
import { openProgram } from "../../src/runtime/index.js";
import type { HostTensor } from "../../src/tensor/hostTensor.js";
import { Random } from "../../src/tensor/random.js";
import { expectClose } from "../support/againstEager.js";
import { ANYTHING, DIFFERENTIABLE } from "./random/operations.js";
import { type RandomProgram, randomProgram, toTensor } from "./random/randomProgram.js";

// Hundreds of sessions are opened: on a machine that is busy with other things that takes its time.
vi.setConfig({ testTimeout: 300_000 });

beforeAll(async () => {
  await tf.setBackend("cpu");
});

/** Compiles a function of a program's inputs, twice, runs it, and returns its outputs in order. */
async function runCompiled(
  inputs: readonly HostTensor[],
  fn: (tensors: tf.Tensor[]) => tf.Tensor[],
): Promise<HostTensor[]> {
  const specs = inputs.map(({ dtype, shape }, i) => ({ name: `input${i}`, dtype, shape }));
  const build = () =>
    compile((named) => {
      const outputs = fn(specs.map(({ name }) => named[name]!));
      return Object.fromEntries(outputs.map((output, i) => [`output${i}`, output]));
    }, specs);
  const program = build();
  expect(Buffer.compare(program.model, build().model), "compiled twice").toBe(0);
  const running = await openProgram(program, { device: "cpu", threads: 1 });
  const results = await running.step(Object.fromEntries(inputs.map((input, i) => [`input${i}`, input])));
  await running.close();
  return Object.keys(results).map((_, i) => results[`output${i}`]!);
}

async function expectSame(program: RandomProgram, fn: (tensors: readonly tf.Tensor[]) => tf.Tensor[]): Promise<void> {
  const expected = fn(program.inputs.map(toTensor));
  const actual = await runCompiled(program.inputs, fn);
  expect(actual).toHaveLength(expected.length);
  expected.forEach((tensor, i) => {
    expect(actual[i]!.dtype).toBe(tensor.dtype);
    expectClose(actual[i]!, tensor, `output ${i}`, tensor.dtype === "float32" ? 2e-4 : 1e-9);
  });
}

/** Runs a check for many seeds; a failure says which program failed. */
function forPrograms(
  seeds: number,
  kind: Parameters<typeof randomProgram>[1],
  check: (program: RandomProgram) => Promise<void>,
) {
  return async () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const program = randomProgram(seed, kind);
      try {
        await check(program);
      } catch (error) {
        throw new Error(`Program of seed ${seed}:\n${program.text}\n${(error as Error).message}`, { cause: error });
      }
    }
  };
}

const values = (program: RandomProgram) => expectSame(program, program.fn);

describe("A random program compiled gives what TensorFlow.js gives,", () => {
  it("over shapes of all ranks, axes and broadcasts", forPrograms(200, { operations: ANYTHING, steps: 12 }, values));

  it("with empty dimensions", forPrograms(100, { operations: ANYTHING, steps: 8, empty: true }, values));

  it(
    "with NaN, infinities and zeros of both signs",
    forPrograms(100, { operations: ANYTHING, steps: 6, special: true }, values),
  );
});

describe("The gradient of a random program", () => {
  const kind = { operations: DIFFERENTIABLE, steps: 7, filled: true };
  // Every input and every late value has a part in it, so that there is a slope along each.
  const scalarOf = (program: RandomProgram) => (inputs: readonly tf.Tensor[]) =>
    tf.addN([...inputs, ...program.fn(inputs)].map((value) => tf.sum(tf.tanh(value)))) as tf.Scalar;

  it("compiled is what TensorFlow.js gives", () =>
    forPrograms(60, kind, (program) => {
      const slopes = tf.grads((...inputs: tf.Tensor[]) => scalarOf(program)(inputs));
      return expectSame(program, (inputs) => slopes([...inputs]));
    })());

  it("is what finite differences say", async () => {
    let told = 0;
    await forPrograms(60, kind, async (program) => {
      const scalar = scalarOf(program);
      const slopes = tf.grads((...inputs: tf.Tensor[]) => scalar(inputs));
      const compiled = await runCompiled(program.inputs, (inputs) => slopes(inputs));
      // Along one random direction through all inputs.
      const directions = program.inputs.map(({ data }, i) => new Random(7, "direction", i).normals(data.length));
      const at = (offset: number) =>
        scalar(
          program.inputs.map((input, i) =>
            toTensor({
              ...input,
              data: input.data.map((value, k) => value + offset * directions[i]![k]!) as Float32Array,
            }),
          ),
        ).dataSync()[0]!;
      const slope = (step: number) => (at(step) - at(-step)) / (2 * step);
      const expected = slope(3e-3);
      const allowed = 2e-2 * Math.max(1, Math.abs(expected));
      // Where a step of twice the size says something else, the function bends too much for differences to tell.
      if (Math.abs(slope(6e-3) - expected) > allowed / 4) return;
      told++;
      let actual = 0;
      compiled.forEach(({ data }, i) => {
        directions[i]!.forEach((along, k) => {
          actual += along * data[k]!;
        });
      });
      expect(Math.abs(actual - expected), `${actual} for ${expected}`).toBeLessThan(allowed);
    })();
    expect(told).toBeGreaterThan(40);
  });
});
