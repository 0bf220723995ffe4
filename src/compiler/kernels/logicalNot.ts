import { kernel } from "../kernel.js";

export const logicalNot = kernel<"x", object>("LogicalNot", (trace, { x }) => trace.elementwise("Not", [x], "bool"));
