import { kernel } from "../kernel.js";

export const isNan = kernel<"x", object>("IsNan", (trace, { x }) => trace.elementwise("IsNaN", [x], "bool"));
