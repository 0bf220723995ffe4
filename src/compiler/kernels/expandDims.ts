import { kernel } from "../kernel.js";

export const expandDims = kernel<"input", { dim: number }>("ExpandDims", (trace, { input }, { dim }) => {
  const shape = [...input.shape];
  shape.splice(dim < 0 ? shape.length + 1 + dim : dim, 0, 1);
  return trace.reshape(input, shape);
});
