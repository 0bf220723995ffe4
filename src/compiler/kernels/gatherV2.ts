import * as tf from "@tensorflow/tfjs-core";
import { ELEMENT_TYPES } from "../../graph/index.js";
import { kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { transpose } from "./transpose.js";

export const gatherV2 = kernel<"x" | "indices", { axis: number; batchDims: number }>(
  "GatherV2",
  (trace, { x, indices }, { axis, batchDims = 0 }) => {
    const along = tf.util.parseAxisParam(axis, [...x.shape])[0]!;
    const like = ({ shape }: TracedValue) => ({ shape: [...shape] }) as tf.Tensor;
    tf.backend_util.segment_util.collectGatherOpShapeInfo(like(x), like(indices), along, batchDims);
    const batch = batchDims < 0 ? indices.shape.length + batchDims : batchDims;
    if (batch !== 0) return gatherPerBatch(trace, x, indices, along, batch);
    const shape = [...x.shape.slice(0, along), ...indices.shape, ...x.shape.slice(along + 1)];
    return trace.value(shape, x.dtype, trace.node("Gather", [trace.full(x), trace.full(indices)], { axis: along }));
  },
);

/** The leading axes of both go together: GatherND reads along the axis after them, so the axis to read along is moved there and back. */
function gatherPerBatch(trace: Tracer, x: TracedValue, indices: TracedValue, axis: number, batch: number): TracedValue {
  const axes = x.shape.map((_, i) => i);
  const between = axes.slice(batch, axis);
  const perm = [...axes.slice(0, batch), axis, ...between, ...axes.slice(axis + 1)];
  const moved = transpose.lower(trace, { x }, { perm }) as TracedValue;
  const places = trace.node("Cast", [trace.full(trace.reshape(indices, [...indices.shape, 1]))], {
    to: ELEMENT_TYPES.int64,
  });
  const picked = indices.shape.slice(batch);
  const shape = [...indices.shape, ...moved.shape.slice(batch + 1)];
  const gathered = trace.value(
    shape,
    x.dtype,
    trace.node("GatherND", [trace.full(moved), places], { batch_dims: batch }),
  );
  const after = shape.map((_, i) => i);
  const middle = batch + picked.length;
  const back = [
    ...after.slice(0, batch),
    ...after.slice(middle, middle + between.length),
    ...after.slice(batch, middle),
    ...after.slice(middle + between.length),
  ];
  return transpose.lower(trace, { x: gathered }, { perm: back }) as TracedValue;
}
