import type * as tf from "@tensorflow/tfjs-core";
import { ELEMENT_TYPES } from "../../graph/index.js";
import { constantValue, uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import type { TracedType } from "../tracedValue.js";

export const cast = kernel<"x", { dtype: tf.DataType }>("Cast", (trace, { x }, { dtype }) => {
  const to = dtype as TracedType;
  if (to === x.dtype) return x;
  if (x.data) {
    const elements = Float64Array.from(x.data, (element) =>
      to === "bool" ? Number(element !== 0) : to === "int32" ? Math.trunc(element) : element,
    );
    if (x.isBroadcast) return uniformValue(elements[0]!, x.shape, to);
    const data =
      to === "float32"
        ? Float32Array.from(elements)
        : to === "int32"
          ? Int32Array.from(elements)
          : Uint8Array.from(elements);
    return constantValue(data, x.shape, to);
  }
  return trace.elementwise("Cast", [x], to, { to: ELEMENT_TYPES[to] });
});
