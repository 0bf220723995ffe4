import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import type { TracedType } from "../tracedValue.js";

export const fill = kernel<never, { shape: number[]; value: number; dtype?: TracedType }>(
  "Fill",
  (_, __, { shape, value, dtype }) => uniformValue(value, shape, dtype ?? "float32"),
);
