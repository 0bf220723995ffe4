import type { ElementType } from "./elementType.js";

/** An operator's attribute; a number is an ONNX INT unless wrapped as {@link float}. */
export type Attribute = number | readonly number[] | string | { readonly float: number };

/** One operator: reads values by name, writes values by name. An empty input name is an absent optional input. */
export interface GraphNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A tensor stored in the graph (an ONNX initialiser): little-endian, row-major bytes. */
export interface Constant {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Name, type and shape of a graph input or output; -1 is the batch dimension. */
export interface ValueInfo {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
}

/** Nodes stand in an order in which each value is written before it is read; every value is written once. */
export interface Graph {
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlyMap<string, Constant>;
}

/** Marks an attribute as an ONNX FLOAT. */
export function float(value: number): { readonly float: number } {
  return { float: value };
}
