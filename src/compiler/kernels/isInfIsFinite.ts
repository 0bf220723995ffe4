import { type Kernel, kernel } from "../kernel.js";
import { calc } from "./formula.js";

const infinite = kernel<"x", object>("IsInf", (trace, { x }) => calc(trace, "IsInf", x));

const finite = kernel<"x", object>("IsFinite", (trace, { x }) =>
  calc(trace, "Not", calc(trace, "Or", calc(trace, "IsInf", x), calc(trace, "IsNaN", x))),
);

export const IS_INF_IS_FINITE: readonly Kernel[] = [infinite, finite];
