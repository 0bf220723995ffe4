import * as tf from "@tensorflow/tfjs-core";
import { ELEMENT_TYPES } from "../../graph/index.js";
import { uniformValue } from "../constantValue.js";
import { type Kernel, kernel } from "../kernel.js";
import { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";

interface ReduceAttributes {
  axis?: number | number[];
  reductionIndices?: number | number[];
  keepDims?: boolean;
}

const REDUCTIONS = {
  Sum: "ReduceSum",
  Mean: "ReduceMean",
  Max: "ReduceMax",
  Min: "ReduceMin",
  Prod: "ReduceProd",
} as const;

/** Reductions along axes, computed in whatever axis order the input is stored in. */
export const REDUCE: readonly Kernel[] = Object.entries(REDUCTIONS).map(([name, op]) =>
  kernel<"x", ReduceAttributes>(name, (trace, { x }, { axis, reductionIndices, keepDims = false }) => {
    const axes = tf.util.parseAxisParam((axis ?? reductionIndices)!, [...x.shape]);
    const input = op === "ReduceMean" && x.dtype !== "float32" ? castToFloat(trace, x) : x;
    // A product of equal factors is a power, not a multiple: it is taken over the whole tensor.
    const whole = op === "ReduceProd" ? trace.value(input.shape, input.dtype, trace.full(input)) : input;
    if ((op === "ReduceMax" || op === "ReduceMin") && x.dtype === "float32") {
      return withNaN(trace, whole, axes, keepDims, reduce(trace, op, whole, axes, keepDims));
    }
    return reduce(trace, op, whole, axes, keepDims);
  }),
);

/** NaN where one of the reduced elements is, which TensorFlow.js passes on and onnxruntime's maximum skips. */
function withNaN(
  trace: Tracer,
  x: TracedValue,
  axes: readonly number[],
  keepDims: boolean,
  most: TracedValue,
): TracedValue {
  const marks = trace.elementwise(
    ([name]) => trace.node("Cast", [trace.node("IsNaN", [name!])], { to: ELEMENT_TYPES.int32 }),
    [x],
    "int32",
  );
  const hasNaN = trace.elementwise("Cast", [reduce(trace, "ReduceMax", marks, axes, keepDims)], "bool", {
    to: ELEMENT_TYPES.bool,
  });
  return trace.elementwise("Where", [hasNaN, uniformValue(Number.NaN, [], "float32"), most], "float32");
}

function castToFloat(trace: Tracer, x: TracedValue): TracedValue {
  return trace.elementwise("Cast", [x], "float32", { to: ELEMENT_TYPES.float32 });
}

/** Reduces along logical axes. Along an axis where the value is constant nothing is added up: a sum is a multiplication. */
export function reduce(
  trace: Tracer,
  op: string,
  x: TracedValue,
  axes: readonly number[],
  keepDims: boolean,
): TracedValue {
  if (axes.length === 0) return x;
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const repeats = axes.reduce((product, axis) => product * (x.shape[axis]! / x.compact[axis]!), 1);
  const stored = trace.inOrder(x, x.order);
  const positions = axes.map((axis) => x.order.indexOf(axis)).sort((a, b) => a - b);
  const name = trace.node(op, [stored, trace.integers(positions)], { keepdims: keepDims ? 1 : 0 });
  const one = (_: number, axis: number) => (axes.includes(axis) ? 1 : undefined);
  const result = keepDims
    ? new TracedValue(
        x.shape.map((size, axis) => one(size, axis) ?? size),
        x.dtype,
        {
          name,
          order: x.order,
          compact: x.compact.map((size, axis) => one(size, axis) ?? size),
        },
      )
    : new TracedValue(
        kept.map((axis) => x.shape[axis]!),
        x.dtype,
        {
          name,
          order: x.order.filter((axis) => !axes.includes(axis)).map((axis) => kept.indexOf(axis)),
          compact: kept.map((axis) => x.compact[axis]!),
        },
      );
  if (op !== "ReduceSum" || repeats === 1) return result;
  return trace.elementwise("Mul", [result, uniformValue(repeats, [], x.dtype)], x.dtype);
}
