import { kernel } from "../kernel.js";

export const notEqual = kernel<"a" | "b", object>("NotEqual", (trace, { a, b }) =>
  trace.elementwise("Not", [trace.elementwise("Equal", [a, b], "bool")], "bool"),
);
