import { kernel } from "../kernel.js";

export const square = kernel<"x", object>("Square", (trace, { x }) => trace.elementwise("Mul", [x, x], x.dtype));
