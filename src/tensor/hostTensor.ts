/** Element types that cross the border between JavaScript and a compiled graph. */
export type DType = "float32" | "int32" | "uint8" | "bool";

/** The typed array that holds the elements of each {@link DType}; booleans are bytes 0 and 1. */
export type TensorData = Float32Array | Int32Array | Uint8Array;

/** A tensor in host memory: `data` is row-major and has exactly as many elements as `shape` says. */
export interface HostTensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

/**
 * Name, type and shape of one input or output of a graph. A dimension of -1 is the batch: any size from 1 up,
 * the same wherever -1 stands in the same graph.
 */
export interface TensorSpec {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
}
