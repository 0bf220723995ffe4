import * as tf from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { transpose } from "./transpose.js";

export const batchMatMul = kernel<"a" | "b", { transposeA: boolean; transposeB: boolean }>(
  "BatchMatMul",
  (trace, { a, b }, { transposeA, transposeB }) => matMul(trace, a, b, transposeA, transposeB),
);

/** Matrix product over the last two axes; matrices go through Gemm, which transposes while it packs instead of by a copy. */
export function matMul(
  trace: Tracer,
  a: TracedValue,
  b: TracedValue,
  transposeA: boolean,
  transposeB: boolean,
): TracedValue {
  const fits =
    a.shape.length > 1 && b.shape.length > 1 && a.shape.at(transposeA ? -2 : -1) === b.shape.at(transposeB ? -1 : -2);
  tf.util.assert(
    fits,
    () =>
      `Error in matMul: shapes ${a.shape} and ${b.shape} with transposeA=${transposeA} and transposeB=${transposeB} do not fit.`,
  );
  // onnxruntime's Gemm takes floats only.
  if (a.shape.length === 2 && b.shape.length === 2 && a.dtype === "float32") {
    const shape = [a.shape[transposeA ? 1 : 0]!, b.shape[transposeB ? 0 : 1]!];
    const attributes = { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 };
    return trace.value(shape, "float32", trace.node("Gemm", [trace.full(a), trace.full(b)], attributes));
  }
  const left = transposeA ? swapLastAxes(trace, a) : a;
  const right = transposeB ? swapLastAxes(trace, b) : b;
  const batch = tf.backend_util.assertAndGetBroadcastShape(left.shape.slice(0, -2), right.shape.slice(0, -2));
  const shape = [...batch, left.shape.at(-2)!, right.shape.at(-1)!];
  return trace.value(shape, a.dtype, trace.node("MatMul", [trace.full(left), trace.full(right)]));
}

function swapLastAxes(trace: Tracer, x: TracedValue): TracedValue {
  const perm = x.shape.map((_, axis) => axis);
  const last = perm.length - 1;
  [perm[last], perm[last - 1]] = [perm[last - 1]!, perm[last]!];
  return transpose.lower(trace, { x }, { perm }) as TracedValue;
}
