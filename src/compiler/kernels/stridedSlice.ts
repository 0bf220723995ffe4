import * as tf from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";

export const stridedSlice = kernel<"x", tf.StridedSliceAttrs>("StridedSlice", (trace, { x }, attributes) => {
  const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
  const shape = [...x.shape];
  const info = tf.slice_util.sliceInfo(
    shape,
    begin,
    end,
    strides,
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  );
  if (info.isIdentity) return trace.reshape(x, info.finalShape);
  // A negative stride that runs off the front ends at "before element 0", which ONNX writes as a very negative number.
  const ends = info.end.map((last, axis) => (info.strides[axis]! < 0 && last < 0 ? -(2 ** 31) : last));
  const axes = shape.map((_, axis) => axis);
  const name = trace.node("Slice", [
    trace.full(x),
    trace.integers(info.begin),
    trace.integers(ends),
    trace.integers(axes),
    trace.integers(info.strides),
  ]);
  const sparse: TracedValue = trace.value(info.finalShapeSparse, x.dtype, name);
  return trace.reshape(sparse, info.finalShape);
});
