import type { TensorData } from "./hostTensor.js";
import { sizeOf } from "./shape.js";

/** Reorders axes: axis i of the result is axis `order[i]` of the row-major input. */
export function permute<T extends TensorData>(data: T, shape: readonly number[], order: readonly number[]): T {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  const outShape = order.map((axis) => shape[axis]!);
  const outStrides = order.map((axis) => strides[axis]!);
  const out = new (data.constructor as new (size: number) => T)(sizeOf(shape));
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = data[from]!;
    for (let axis = order.length - 1; axis >= 0; axis--) {
      from += outStrides[axis]!;
      if (++index[axis]! < outShape[axis]!) break;
      from -= outStrides[axis]! * outShape[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}

/** The order that undoes `order`. */
export function inverseOrder(order: readonly number[]): number[] {
  const inverse = new Array<number>(order.length);
  order.forEach((axis, i) => {
    inverse[axis] = i;
  });
  return inverse;
}

/** Whether an order leaves every axis where it is. */
export function isIdentityOrder(order: readonly number[]): boolean {
  return order.every((axis, i) => axis === i);
}

/** The order that leaves `rank` axes where they are. */
export function identityOrder(rank: number): number[] {
  return Array.from({ length: rank }, (_, i) => i);
}
