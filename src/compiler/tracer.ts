import { invariant } from "../errors/invariant.js";
import { type Attribute, GraphBuilder } from "../graph/index.js";
import { identityOrder, inverseOrder, isIdentityOrder, permute } from "../tensor/permute.js";
import { sizeOf } from "../tensor/shape.js";
import { orderKey, type TracedType, TracedValue } from "./tracedValue.js";

/** What kernels write to: appends operators, and gives values in the axis order and extent that an operator needs. */
export class Tracer {
  readonly builder = new GraphBuilder();
  /** Names of constants in this graph; a constant may outlive the trace that it was first met in. */
  readonly #constantNames = new WeakMap<TracedValue, Map<string, string>>();

  node(op: string, inputs: readonly string[], attributes: Record<string, Attribute> = {}): string {
    return this.builder.node(op, inputs, attributes);
  }

  integers(values: readonly number[]): string {
    return this.builder.integers(values);
  }

  /** A scalar float32 constant. */
  scalar(value: number): string {
    return this.builder.scalar(value);
  }

  /** A value stored under `name`, in logical axis order unless `order` says otherwise. */
  value(shape: readonly number[], dtype: TracedType, name: string, order?: readonly number[]): TracedValue {
    return new TracedValue(shape, dtype, order ? { name, order } : { name });
  }

  /** Name of the stored (compact) tensor with its axes in `order`. */
  inOrder(value: TracedValue, order: readonly number[]): string {
    const names = this.#namesOf(value);
    const known = names.get(orderKey(order));
    value.onRead?.(order);
    if (known !== undefined) return known;
    const name = value.data ? this.#storeConstant(value, order) : this.#reorder(value, order);
    names.set(orderKey(order), name);
    return name;
  }

  #namesOf(value: TracedValue): Map<string, string> {
    if (!value.data) return value.names;
    const names = this.#constantNames.get(value) ?? new Map<string, string>();
    this.#constantNames.set(value, names);
    return names;
  }

  /** Name of the whole tensor, broadcast axes expanded, with its axes in `order` (logical order by default). */
  full(value: TracedValue, order: readonly number[] = identityOrder(value.shape.length)): string {
    const stored = this.inOrder(value, order);
    if (!value.isBroadcast) return stored;
    const key = `full:${orderKey(order)}`;
    const names = this.#namesOf(value);
    const known = names.get(key);
    if (known !== undefined) return known;
    const expanded = this.node("Expand", [stored, this.integers(order.map((axis) => value.shape[axis]!))]);
    names.set(key, expanded);
    return expanded;
  }

  #storeConstant(value: TracedValue, order: readonly number[]): string {
    invariant(value.data, "Expected a value that is known while tracing.");
    const data = isIdentityOrder(order) ? value.data : permute(value.data, value.compact, order);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return this.builder.constant(
      value.dtype,
      order.map((axis) => value.compact[axis]!),
      bytes,
    );
  }

  #reorder(value: TracedValue, order: readonly number[]): string {
    const born = value.names.get(orderKey(value.order));
    invariant(born !== undefined, `Expected a value in the order [${value.order}] that it was born in.`);
    if (sameMemory(value.compact, value.order, order)) {
      return this.node("Reshape", [born, this.integers(order.map((axis) => value.compact[axis]!))]);
    }
    const place = inverseOrder(value.order);
    return this.node("Transpose", [born], { perm: order.map((axis) => place[axis]!) });
  }

  /** The value with axes of extent 1 put in front until it has `rank` axes. */
  padRank(value: TracedValue, rank: number): TracedValue {
    const missing = rank - value.shape.length;
    if (missing === 0) return value;
    const ones = new Array<number>(missing).fill(1);
    return this.reshapeTrivially(value, [...ones, ...value.shape], [...ones, ...value.compact]);
  }

  /** The same elements under another shape of the same row-major memory. */
  reshapeTrivially(value: TracedValue, shape: readonly number[], compact: readonly number[]): TracedValue {
    if (value.data) return new TracedValue(shape, value.dtype, { data: value.data, compact });
    const stored = this.inOrder(value, identityOrder(value.shape.length));
    const same = value.compact.length === compact.length && value.compact.every((size, i) => size === compact[i]);
    const name = same ? stored : this.node("Reshape", [stored, this.integers(compact)]);
    return new TracedValue(shape, value.dtype, { name, compact });
  }

  /** The value under another shape with the same elements in row-major order. */
  reshape(value: TracedValue, shape: readonly number[]): TracedValue {
    if (orderKey(value.shape) === orderKey(shape)) return value;
    if (value.data && !value.isBroadcast) return new TracedValue(shape, value.dtype, { data: value.data });
    const large = value.shape.flatMap((size, axis) => (size === 1 ? [] : [axis]));
    if (value.compact.every((size) => size === 1))
      return this.reshapeTrivially(
        value,
        shape,
        shape.map(() => 1),
      );
    const sizes = shape.filter((size) => size !== 1);
    if (orderKey(sizes) === orderKey(large.map((axis) => value.shape[axis]!)) && !sizes.includes(0)) {
      // Only axes of extent 1 come or go: what is broadcast stays so.
      let next = 0;
      const compact = shape.map((size) => (size === 1 ? 1 : value.compact[large[next++]!]!));
      return this.reshapeTrivially(value, shape, compact);
    }
    return this.value(shape, value.dtype, this.node("Reshape", [this.full(value), this.integers(shape)]));
  }

  /** The same stored tensor, standing for another shape. */
  withShape(value: TracedValue, shape: readonly number[], compact: readonly number[]): TracedValue {
    if (value.data) return new TracedValue(shape, value.dtype, { data: value.data, compact });
    return new TracedValue(shape, value.dtype, { name: this.inOrder(value, value.order), order: value.order, compact });
  }

  /** The value repeated along axes where it has extent 1; nothing is copied until an operator needs the whole. */
  widen(value: TracedValue, shape: readonly number[]): TracedValue {
    return orderKey(value.shape) === orderKey(shape) ? value : this.withShape(value, shape, value.compact);
  }

  /** The value broadcast against a shape: axes aligned at the end, as NumPy does. */
  broadcastTo(value: TracedValue, shape: readonly number[]): TracedValue {
    const result = broadcast([value.shape, shape]);
    return this.widen(this.padRank(value, result.length), result);
  }

  /** One operator over broadcast operands, in the axis order of the largest of them. */
  elementwise(
    op: string | ((names: string[]) => string),
    operands: readonly TracedValue[],
    dtype: TracedType,
    attributes: Record<string, Attribute> = {},
  ): TracedValue {
    const rank = Math.max(...operands.map((operand) => operand.shape.length));
    const shape = broadcast(operands.map((operand) => operand.shape));
    const largest = operands.reduce((a, b) => (preference(b, rank) > preference(a, rank) ? b : a));
    const order = largest.shape.length === rank ? largest.order : identityOrder(rank);
    const names = operands.map((operand) => this.#operand(operand, rank, order));
    const compact = broadcast(operands.map((operand) => operand.compact));
    const name = typeof op === "string" ? this.node(op, names, attributes) : op(names);
    return new TracedValue(shape, dtype, { name, order, compact });
  }

  #operand(value: TracedValue, rank: number, order: readonly number[]): string {
    if (value.shape.length === rank) return this.inOrder(value, order);
    if (isIdentityOrder(order) || sizeOf(value.compact) === 1)
      return this.inOrder(value, identityOrder(value.shape.length));
    return this.inOrder(this.padRank(value, rank), order);
  }
}

/** Operands that are computed and large decide the order; constants and small ones can be reordered for nothing. */
function preference(value: TracedValue, rank: number): number {
  if (value.shape.length !== rank) return -1;
  // Of two equally large ones the one that is not in logical order: reordering that back and forth is what costs.
  return value.data ? 0 : 2 * sizeOf(value.compact) + (isIdentityOrder(value.order) ? 0 : 1);
}

/** Whether a tensor has the same bytes in two axis orders: axes of extent 1 do not count. */
function sameMemory(extent: readonly number[], a: readonly number[], b: readonly number[]): boolean {
  const large = (order: readonly number[]) => order.filter((axis) => extent[axis] !== 1);
  return orderKey(large(a)) === orderKey(large(b));
}

/** The shape that shapes broadcast to, axes aligned at the end. */
export function broadcast(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    return sizes.find((size) => size !== 1) ?? 1;
  });
}
