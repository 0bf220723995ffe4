import { ELEMENT_TYPES } from "../../graph/index.js";
import { kernel } from "../kernel.js";

/** The k largest elements along the last axis and their places; of equal ones the first. */
export const topK = kernel<"x", { k: number; sorted: boolean }>("TopK", (trace, { x }, { k }) => {
  const shape = [...x.shape.slice(0, -1), k];
  const [values, places] = trace.builder.nodes("TopK", [trace.full(x), trace.integers([k])], 2, {
    axis: -1,
    sorted: 1,
  });
  const indices = trace.node("Cast", [places!], { to: ELEMENT_TYPES.int32 });
  return [trace.value(shape, x.dtype, values!), trace.value(shape, "int32", indices)];
});
