import { kernel } from "../kernel.js";
import { cut } from "./slice.js";

export const unpack = kernel<"value", { axis: number }>("Unpack", (trace, { value }, { axis }) => {
  const along = axis < 0 ? value.shape.length + axis : axis;
  const kept = value.shape.filter((_, i) => i !== along);
  return Array.from({ length: value.shape[along]! }, (_, k) => {
    const begin = value.shape.map((__, i) => (i === along ? k : 0));
    const size = value.shape.map((whole, i) => (i === along ? 1 : whole));
    return trace.reshape(cut(trace, value, begin, size), kept);
  });
});
