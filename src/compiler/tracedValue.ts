import type { TensorData } from "../tensor/hostTensor.js";
import { identityOrder } from "../tensor/permute.js";

/** Element types of TensorFlow.js tensors that can be traced. */
export type TracedType = "float32" | "int32" | "bool";

/** A 4-D tensor stored channels first: axes N, C, H, W of a logical N, H, W, C. */
export const CHANNELS_FIRST: readonly number[] = [0, 3, 1, 2];
/** A convolution kernel stored as ONNX wants it: axes O, I, H, W of a logical H, W, I, O. */
export const KERNEL_OIHW: readonly number[] = [3, 2, 0, 1];

/**
 * A tensor known by name instead of by value. `shape` is what TensorFlow.js sees. `compact` is what is stored: equal to `shape`, but 1
 * along axes where the value is constant. `order` is the axis order it was first written in; `names` has its name in every order it has
 * been written in so far.
 */
export class TracedValue {
  readonly names = new Map<string, string>();
  readonly compact: readonly number[];
  readonly order: readonly number[];
  /** Elements, when they are known while tracing: `compact` elements in logical axis order. */
  readonly data: TensorData | undefined;
  /** Called when the value is first read in some order; tells which variables a program uses and how. */
  readonly onRead: ((order: readonly number[]) => void) | undefined;

  constructor(
    readonly shape: readonly number[],
    readonly dtype: TracedType,
    options: {
      name?: string;
      order?: readonly number[];
      compact?: readonly number[];
      data?: TensorData;
      onRead?: ((order: readonly number[]) => void) | undefined;
    } = {},
  ) {
    this.compact = options.compact ?? shape;
    this.order = options.order ?? identityOrder(shape.length);
    this.data = options.data;
    this.onRead = options.onRead;
    if (options.name !== undefined) this.names.set(orderKey(this.order), options.name);
  }

  /** Whether the stored tensor is smaller than the tensor it stands for. */
  get isBroadcast(): boolean {
    return this.compact.some((size, axis) => size !== this.shape[axis]);
  }
}

/** Key of an axis order in {@link TracedValue.names}. */
export function orderKey(order: readonly number[]): string {
  return order.join(",");
}
