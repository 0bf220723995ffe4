import * as tf from "@tensorflow/tfjs-core";
import type { TensorData } from "../tensor/hostTensor.js";
import { sizeOf } from "../tensor/shape.js";
import { constantValue } from "./constantValue.js";
import { foldConstants } from "./foldConstants.js";
import { registerKernels } from "./registerKernels.js";
import { SymbolicReadError } from "./symbolicReadError.js";
import type { TracedType, TracedValue } from "./tracedValue.js";
import { Tracer } from "./tracer.js";
import { UnsupportedKernelError } from "./unsupportedKernelError.js";

/** Name under which the tracing backend stands in TensorFlow.js's registry. */
export const TRACING_BACKEND = "semblance-trace";

/** What the backend keeps of one tensor. */
export interface Entry {
  value: TracedValue;
  references: number;
}

/** A TensorFlow.js backend whose tensors have no elements: its kernels write operators to the current {@link Tracer}. */
export class TracingBackend extends tf.KernelBackend {
  protected readonly entries = new tf.DataStorage<Entry>(this, tf.engine());
  tracer: Tracer = new Tracer();

  /** Gives a value to TensorFlow.js as a tensor of the current scope. */
  tensor(value: TracedValue): tf.Tensor {
    return tf.engine().makeTensorFromTensorInfo(this.tensorInfo(value));
  }

  tensorInfo(value: TracedValue): tf.TensorInfo {
    const dataId = {};
    this.entries.set(dataId, { value, references: 1 });
    return { dataId, shape: [...value.shape], dtype: value.dtype };
  }

  /** What is known of a tensor; constants of other backends move in by themselves. */
  traced(info: tf.TensorInfo): TracedValue {
    return this.entries.get(info.dataId).value;
  }

  override write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
    const dataId = {};
    this.move(dataId, values, shape, dtype, 1);
    return dataId;
  }

  override move(
    dataId: tf.DataId,
    values: tf.BackendValues,
    shape: number[],
    dtype: tf.DataType,
    references: number,
  ): void {
    const value = constantValue(typedElements(values, dtype), shape, tracedType(dtype));
    this.entries.set(dataId, { value, references });
  }

  override readSync(dataId: object): tf.backend_util.BackendValues {
    const { value } = this.entries.get(dataId);
    if (!value.data) throw new SymbolicReadError(value.shape, value.dtype);
    if (!value.isBroadcast) return value.data;
    return filled(value.data, sizeOf(value.shape));
  }

  override async read(dataId: object): Promise<tf.backend_util.BackendValues> {
    return this.readSync(dataId);
  }

  override disposeData(dataId: object, force = false): boolean {
    if (!this.entries.has(dataId)) return true;
    const entry = this.entries.get(dataId);
    entry.references--;
    if (!force && entry.references > 0) return false;
    this.entries.delete(dataId);
    return true;
  }

  override incRef(dataId: tf.DataId): void {
    this.entries.get(dataId).references++;
  }

  decRef(dataId: tf.DataId): void {
    if (this.entries.has(dataId)) this.entries.get(dataId).references--;
  }

  override refCount(dataId: tf.DataId): number {
    return this.entries.has(dataId) ? this.entries.get(dataId).references : 0;
  }

  override numDataIds(): number {
    return this.entries.numDataIds();
  }

  override timerAvailable(): boolean {
    return false;
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }
}

let backend: TracingBackend | undefined;

/** The tracing backend, registered with all its kernels on first use. */
export function tracingBackend(): TracingBackend {
  if (backend) return backend;
  const created = new TracingBackend();
  backend = created;
  tf.registerBackend(TRACING_BACKEND, () => created);
  registerKernels(TRACING_BACKEND, created, ({ name, inputs, attributes }) =>
    foldConstants(created, name, inputs, attributes),
  );
  return created;
}

function tracedType(dtype: tf.DataType): TracedType {
  if (dtype === "float32" || dtype === "int32" || dtype === "bool") return dtype;
  throw new UnsupportedKernelError(`a tensor of type ${dtype}`, "graphs here have float32, int32 and bool only");
}

export function typedElements(values: tf.BackendValues, dtype: tf.DataType): TensorData {
  if (values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array) return values;
  const numbers = values as unknown as number[];
  return dtype === "float32"
    ? Float32Array.from(numbers)
    : dtype === "int32"
      ? Int32Array.from(numbers)
      : Uint8Array.from(numbers);
}

function filled(single: TensorData, size: number): TensorData {
  const all = new (single.constructor as new (size: number) => TensorData)(size);
  return all.fill(single[0] ?? 0) as TensorData;
}
