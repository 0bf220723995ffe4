import { kernel } from "../kernel.js";
import { binary } from "./elementwise.js";

export const addN = kernel<string, object>("AddN", (trace, inputs) =>
  Object.values(inputs).reduce((sum, value) => binary(trace, "Add", sum, value, sum.dtype)),
);
