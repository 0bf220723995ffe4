import { ELEMENT_TYPES } from "../../graph/index.js";
import { sizeOf } from "../../tensor/shape.js";
import { uniformValue } from "../constantValue.js";
import { type Kernel, kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { castTo } from "./formula.js";

/** Writes (or adds) updates into a value at places that the last axis of the indices names. */
function scatter(
  trace: Tracer,
  into: TracedValue,
  indices: TracedValue,
  updates: TracedValue,
  reduction: "none" | "add",
): TracedValue {
  const depth = indices.shape.length > 1 ? indices.shape.at(-1)! : 1;
  const rows = sizeOf(indices.shape) / Math.max(depth, 1);
  const places = trace.full(trace.reshape(indices, [rows, depth]));
  const values = trace.full(trace.reshape(updates, [rows, ...into.shape.slice(depth)]));
  const inputs = [trace.full(into), trace.node("Cast", [places], { to: ELEMENT_TYPES.int64 }), values];
  return trace.value(into.shape, into.dtype, trace.node("ScatterND", inputs, { reduction }));
}

const scatterNd = kernel<"indices" | "updates", { shape: number[] }>(
  "ScatterNd",
  (trace, { indices, updates }, { shape }) => {
    const zeros = uniformValue(0, shape, updates.dtype === "bool" ? "int32" : updates.dtype);
    const sums = scatter(trace, zeros, indices, castTo(trace, updates, zeros.dtype), "add");
    return castTo(trace, sums, updates.dtype);
  },
);

const tensorScatterUpdate = kernel<"tensor" | "indices" | "updates", object>(
  "TensorScatterUpdate",
  (trace, { tensor, indices, updates }) => scatter(trace, tensor, indices, updates, "none"),
);

const sparseToDense = kernel<"sparseIndices" | "sparseValues" | "defaultValue", { outputShape: number[] }>(
  "SparseToDense",
  (trace, { sparseIndices, sparseValues, defaultValue }, { outputShape }) => {
    const rank = sparseIndices.shape.length;
    const rows = rank === 0 ? 1 : sparseIndices.shape[0]!;
    const indices = trace.reshape(sparseIndices, [rows, rank < 2 ? 1 : sparseIndices.shape[1]!]);
    const scalar = trace.reshape(castTo(trace, defaultValue, sparseValues.dtype), []);
    const everywhere = trace.broadcastTo(scalar, outputShape);
    const updates = sparseValues.shape.length === 0 ? trace.broadcastTo(sparseValues, [rows]) : sparseValues;
    return scatter(trace, everywhere, indices, updates, "none");
  },
);

/** Kernels that write at places named by indices. */
export const SCATTER: readonly Kernel[] = [scatterNd, tensorScatterUpdate, sparseToDense];
