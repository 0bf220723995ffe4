import type { Constant, GraphNode, ValueInfo } from "../graph/index.js";
import { sizeOf } from "../tensor/shape.js";
import { BatchDependenceError } from "./batchDependenceError.js";

/** Turns constants that differ between two batch sizes into what they are for any batch size. */
export class OpenConstants {
  readonly constants: Map<string, Constant>;
  readonly #known = new Map<string, string>();
  #nodes: GraphNode[] = [];
  #next = 0;

  constructor(
    constants: ReadonlyMap<string, Constant>,
    private readonly inputs: readonly ValueInfo[],
    private readonly sizes: readonly [number, number],
  ) {
    this.constants = new Map(constants);
  }

  /** The operators written since the last call; they stand before the node that reads them. */
  takeNodes(): GraphNode[] {
    const nodes = this.#nodes;
    this.#nodes = [];
    return nodes;
  }

  /** Name of what operand `k` of `node` is for any batch, given its values for the two sizes. */
  operand(node: GraphNode, k: number, first: Constant, second: Constant): string {
    if (first.type === "int64" && second.type === "int64" && first.shape.join() === second.shape.join()) {
      const [before, after] = [integersOf(first), integersOf(second)];
      const changes = before.flatMap((value, i) => (value === after[i] ? [] : [i]));
      // A reshape may leave one size to the runtime, which needs no operator.
      const inferred = node.op === "Reshape" && k === 1 && changes.length === 1 && !before.includes(0);
      if (inferred) return this.#integers(before.map((value, i) => (i === changes[0] ? -1 : value)));
      return this.#computed(node.op, before, after);
    }
    return this.#repeated(node.op, first, second);
  }

  /** A list of integers of which some are multiples of the batch size. */
  #computed(op: string, before: readonly number[], after: readonly number[]): string {
    return this.#once(`sizes:${before}:${after}`, () => {
      const parts = before.map((value, i) =>
        value === after[i] ? this.#integers([value]) : this.#multiple(op, value, after[i]!),
      );
      return parts.length === 1 ? parts[0]! : this.#node("Concat", parts, { axis: 0 });
    });
  }

  #multiple(op: string, before: number, after: number): string {
    const factor = before / this.sizes[0];
    if (!Number.isInteger(factor) || after !== factor * this.sizes[1])
      throw new BatchDependenceError(
        `a size in ${op} is ${before} for a batch of ${this.sizes[0]} and ${after} for ${this.sizes[1]}`,
      );
    const batch = this.#batch();
    if (factor === 1) return batch;
    return this.#once(`multiple:${factor}`, () => this.#node("Mul", [batch, this.#integers([factor])]));
  }

  /** The batch size itself, as a list of one integer. */
  #batch(): string {
    return this.#once("batch", () => {
      const input = this.inputs.find(({ shape }) => shape.includes(-1))!;
      const axis = input.shape.indexOf(-1);
      return this.#node("Shape", [input.name], { start: axis, end: axis + 1 });
    });
  }

  /** A tensor that is the same for every element of the batch: stored for one, repeated when the model runs. */
  #repeated(op: string, first: Constant, second: Constant): string {
    const fail = () => new BatchDependenceError(`a constant of ${op} changes with the batch size`);
    const axis = first.shape.findIndex((size, i) => size !== second.shape[i]);
    const expected = first.shape.map((size, i) => (i === axis ? this.sizes[1] : size));
    if (axis < 0 || first.type !== second.type || first.shape[axis] !== this.sizes[0]) throw fail();
    if (second.shape.join() !== expected.join()) throw fail();
    const single = sliceOf(first, axis);
    if (!repeats(first, single, axis) || !repeats(second, single, axis)) throw fail();
    const shape = first.shape.map((size, i) => (i === axis ? 1 : size));
    const key = `${first.type}:${shape}:${Buffer.from(single).toString("base64")}`;
    const stored = this.#once(key, () => this.#constant({ type: first.type, shape, bytes: single }));
    return this.#once(`${key}:${axis}`, () =>
      this.#node("Expand", [stored, this.#computed(op, first.shape, second.shape)]),
    );
  }

  #integers(values: readonly number[]): string {
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.#once(`integers:${values}`, () => this.#constant({ type: "int64", shape: [values.length], bytes }));
  }

  #constant(constant: Constant): string {
    const name = `batch/c${this.#next++}`;
    this.constants.set(name, constant);
    return name;
  }

  #node(op: string, inputs: readonly string[], attributes: GraphNode["attributes"] = {}): string {
    const name = `batch/t${this.#next++}`;
    this.#nodes.push({ op, inputs, outputs: [name], attributes });
    return name;
  }

  #once(key: string, make: () => string): string {
    const name = this.#known.get(key) ?? make();
    this.#known.set(key, name);
    return name;
  }
}

function integersOf({ bytes }: Constant): number[] {
  return Array.from(new BigInt64Array(bytes.slice().buffer), Number);
}

/** Bytes of the first slice along an axis. */
function sliceOf({ shape, bytes }: Constant, axis: number): Uint8Array {
  const outer = sizeOf(shape.slice(0, axis));
  const row = bytes.byteLength / outer / shape[axis]!;
  const single = new Uint8Array(outer * row);
  for (let i = 0; i < outer; i++)
    single.set(bytes.subarray(i * row * shape[axis]!, i * row * shape[axis]! + row), i * row);
  return single;
}

/** Whether a tensor is one slice, repeated along an axis. */
function repeats({ shape, bytes }: Constant, single: Uint8Array, axis: number): boolean {
  const outer = sizeOf(shape.slice(0, axis));
  const row = single.byteLength / outer;
  for (let i = 0; i < outer; i++) {
    const expected = single.subarray(i * row, (i + 1) * row);
    for (let k = 0; k < shape[axis]!; k++) {
      const start = (i * shape[axis]! + k) * row;
      if (Buffer.compare(expected, bytes.subarray(start, start + row)) !== 0) return false;
    }
  }
  return true;
}
