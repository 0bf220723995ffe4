import * as tf from "@tensorflow/tfjs-core";
import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { concatenate } from "./concat.js";
import { calc } from "./formula.js";
import { cut } from "./slice.js";

/**
 * Products of all elements up to each one. ONNX has no such operator: every element is multiplied by the one 1, 2, 4, ... places before,
 * which is all of them after as many steps as the length has binary digits.
 */
export const cumprod = kernel<"x", { axis: number; exclusive: boolean; reverse: boolean }>(
  "Cumprod",
  (trace, { x }, { axis, exclusive, reverse }) => {
    const along = tf.util.parseAxisParam(axis, [...x.shape])[0]!;
    const length = x.shape[along]!;
    let product = exclusive ? shifted(trace, x, along, 1, reverse) : x;
    for (let step = 1; step < length; step *= 2) {
      product = calc(trace, "Mul", product, shifted(trace, product, along, step, reverse));
    }
    return product;
  },
);

/** The value moved by some places along an axis, ones moving in. */
function shifted(trace: Tracer, x: TracedValue, axis: number, places: number, back: boolean): TracedValue {
  const length = x.shape[axis]!;
  const kept = Math.max(length - places, 0);
  const begin = x.shape.map((_, i) => (i === axis && back ? length - kept : 0));
  const rest = cut(trace, x, begin, x.shape.with(axis, kept));
  const ones = uniformValue(1, x.shape.with(axis, length - kept), x.dtype);
  return concatenate(trace, back ? [rest, ones] : [ones, rest], axis);
}
