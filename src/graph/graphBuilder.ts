import { createHash } from "node:crypto";
import type { ElementType } from "./elementType.js";
import type { Attribute, Constant, Graph, GraphNode, ValueInfo } from "./graph.js";

/** Collects nodes and constants under fresh names, in "%" so that no input or output of a user is called the same. Equal constants are stored once. */
export class GraphBuilder {
  readonly #nodes: GraphNode[] = [];
  readonly #constants = new Map<string, Constant>();
  readonly #constantByContent = new Map<string, string>();
  #next = 0;

  /** Number of operators so far. */
  get size(): number {
    return this.#nodes.length;
  }

  /** Appends an operator with one output and returns the output's name. */
  node(op: string, inputs: readonly string[], attributes: Record<string, Attribute> = {}): string {
    return this.nodes(op, inputs, 1, attributes)[0]!;
  }

  /** Appends an operator with `count` outputs and returns their names. */
  nodes(op: string, inputs: readonly string[], count: number, attributes: Record<string, Attribute> = {}): string[] {
    const outputs = Array.from({ length: count }, () => this.#fresh("%t"));
    this.#nodes.push(
      Object.freeze({ op, inputs: Object.freeze([...inputs]), outputs: Object.freeze(outputs), attributes }),
    );
    return outputs;
  }

  /** Appends an operator that writes to a value of the given name (a graph output). */
  nodeInto(output: string, op: string, inputs: readonly string[], attributes: Record<string, Attribute> = {}): void {
    this.#nodes.push(Object.freeze({ op, inputs: Object.freeze([...inputs]), outputs: [output], attributes }));
  }

  /** Stores a tensor in the graph and returns its name. */
  constant(type: ElementType, shape: readonly number[], bytes: Uint8Array): string {
    const key = `${type}:${shape.join(",")}:${createHash("sha1").update(bytes).digest("base64")}`;
    const known = this.#constantByContent.get(key);
    if (known !== undefined) return known;
    const name = this.#fresh("%c");
    this.#constants.set(name, { type, shape: [...shape], bytes });
    this.#constantByContent.set(key, name);
    return name;
  }

  /** Stores a list of integers, such as a shape or axes. */
  integers(values: readonly number[]): string {
    const data = BigInt64Array.from(values, BigInt);
    return this.constant("int64", [values.length], new Uint8Array(data.buffer));
  }

  /** Stores one float32 as a scalar. */
  scalar(value: number): string {
    return this.constant("float32", [], new Uint8Array(Float32Array.of(value).buffer));
  }

  /** The graph so far, with the given inputs and outputs. */
  finish(inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): Graph {
    return { inputs, outputs, nodes: [...this.#nodes], constants: new Map(this.#constants) };
  }

  #fresh(prefix: string): string {
    return `${prefix}${this.#next++}`;
  }
}
