import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { count, judge } from "../../scripts/conformance/judge.mjs";

const spec = (file: string, name: string, status = "passed") => ({ file, name, status, reason: status });
const control = [spec("ops/add_test", "adds"), spec("ops/add_test", "adds"), spec("ops/fft_test", "transforms")];
const table = [{ file: "ops/fft_test", names: "all", reason: "complex" }];

it("A spec that fails, or does not run, counts as failed", () => {
  const { verdicts } = judge(control, [spec("ops/add_test", "adds", "failed")], table);
  expect(count(verdicts).total).toEqual({ passed: 0, failed: 2, outOfScope: 1 });
});

it("A table of what is out of scope that names no spec is stale", () => {
  const { stale } = judge(control, control, [...table, { file: "ops/add_test", names: ["subtracts"], reason: "?" }]);
  expect(stale.map(({ file }) => file)).toEqual(["ops/add_test"]);
});

it("Specs that fail on TensorFlow.js's own backend are no yardstick", () => {
  expect(() => judge([spec("ops/add_test", "adds", "failed")], [], [])).toThrow("fails on TensorFlow.js's own backend");
});

// A slice of `npm run conformance:tfjs`: arithmetic, gradients, convolutions, indices, an optimiser.
const SLICE = [
  "ops/relu_test",
  "ops/conv3d_test",
  "ops/topk_test",
  "ops/sub_test",
  "optimizers/adam_",
  "gradients_test",
];

it("A slice of TensorFlow.js's own specs passes on the compiled backend", { timeout: 300_000 }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/conformanceTfjs.mjs", ...SLICE], {
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  const figures = JSON.parse(stdout.trim().split("\n").at(-1)!) as { passed: number; failed: number; inScope: number };
  expect(figures.failed).toBe(0);
  expect(figures.inScope).toBeGreaterThan(100);
  expect(figures.passed).toBe(figures.inScope);
});
