import { inverseOrder, permute } from "../../tensor/permute.js";
import { kernel } from "../kernel.js";
import { orderKey, TracedValue } from "../tracedValue.js";

/** Moves no data: the result is the same stored tensor, its axes under other names. */
export const transpose = kernel<"x", { perm: number[] }>("Transpose", (_, { x }, { perm }) => {
  const shape = perm.map((axis) => x.shape[axis]!);
  const compact = perm.map((axis) => x.compact[axis]!);
  if (x.data) return new TracedValue(shape, x.dtype, { data: permute(x.data, x.compact, perm), compact });
  const renamed = inverseOrder(perm);
  const name = x.names.get(orderKey(x.order))!;
  const onRead = x.onRead && ((order: readonly number[]) => x.onRead?.(order.map((axis) => perm[axis]!)));
  return new TracedValue(shape, x.dtype, { name, compact, order: x.order.map((axis) => renamed[axis]!), onRead });
});
