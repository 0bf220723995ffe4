import * as tf from "@tensorflow/tfjs-core";
import { ELEMENT_TYPES } from "../../graph/index.js";
import { kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";

/** Reads at places that the last axis of the indices names. */
export const gatherNd = kernel<"params" | "indices", object>("GatherNd", (trace, { params, indices }) => {
  const like = ({ shape, dtype }: TracedValue) => ({ shape: [...shape], dtype }) as tf.Tensor;
  const [shape] = tf.backend_util.prepareAndValidate(like(params), like(indices));
  const places = trace.node("Cast", [trace.full(indices)], { to: ELEMENT_TYPES.int64 });
  return trace.value(shape, params.dtype, trace.node("GatherND", [trace.full(params), places]));
});
