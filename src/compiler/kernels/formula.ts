import * as tf from "@tensorflow/tfjs-core";
import { uniformValue } from "../constantValue.js";
import type { TracedType, TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { cast } from "./cast.js";

const TESTS = new Set([
  "Equal",
  "Greater",
  "GreaterOrEqual",
  "Less",
  "LessOrEqual",
  "And",
  "Or",
  "Not",
  "IsNaN",
  "IsInf",
]);

/** One element-wise operator over values and numbers, broadcast; a number has the type of the first value that is not a condition. */
export function calc(trace: Tracer, op: string, ...operands: readonly (TracedValue | number)[]): TracedValue {
  const leader = operands.slice(op === "Where" ? 1 : 0).find((operand) => typeof operand !== "number");
  const dtype = leader?.dtype ?? "float32";
  // onnxruntime's processor kernel chooses between numbers only.
  if (op === "Where" && dtype === "bool") return chooseBool(trace, operands);
  const values = operands.map((operand) => (typeof operand === "number" ? uniformValue(operand, [], dtype) : operand));
  // Throws where the shapes do not broadcast, in TensorFlow.js's words.
  values.reduce<number[]>((shape, value) => tf.backend_util.assertAndGetBroadcastShape(shape, [...value.shape]), []);
  return trace.elementwise(op, values, TESTS.has(op) ? "bool" : dtype);
}

/** The value as another type: towards zero for integers, whether it differs from zero for bool. */
export function castTo(trace: Tracer, x: TracedValue, dtype: TracedType): TracedValue {
  return cast.lower(trace, { x }, { dtype }) as TracedValue;
}

function chooseBool(trace: Tracer, [condition, ...choices]: readonly (TracedValue | number)[]): TracedValue {
  const numbers = choices.map((choice) => (typeof choice === "number" ? choice : castTo(trace, choice, "int32")));
  return castTo(trace, calc(trace, "Where", condition!, ...numbers), "bool");
}
