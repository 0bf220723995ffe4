import { kernel } from "../kernel.js";
import { calc } from "./formula.js";

export const bitwiseAnd = kernel<"a" | "b", object>("BitwiseAnd", (trace, { a, b }) => calc(trace, "BitwiseAnd", a, b));
