import { ELEMENT_TYPES } from "../../graph/index.js";
import { kernel } from "../kernel.js";

/** Reads at places that the last axis of the indices names. */
export const gatherNd = kernel<"params" | "indices", object>("GatherNd", (trace, { params, indices }) => {
  const shape = [...indices.shape.slice(0, -1), ...params.shape.slice(indices.shape.at(-1)!)];
  const places = trace.node("Cast", [trace.full(indices)], { to: ELEMENT_TYPES.int64 });
  return trace.value(shape, params.dtype, trace.node("GatherND", [trace.full(params), places]));
});
