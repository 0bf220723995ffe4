import * as tf from "@tensorflow/tfjs-core";
import type { DType, HostTensor } from "../tensor/hostTensor.js";
import { computeOnHost } from "./hostKernels.js";
import { type KernelCall, registerKernels } from "./registerKernels.js";
import { type Executor, expanded, Segment } from "./segment.js";
import { type TracedType, TracedValue } from "./tracedValue.js";
import { type Entry, TracingBackend, typedElements } from "./tracingBackend.js";
import { UnsupportedKernelError } from "./unsupportedKernelError.js";

/** Name under which the compiled backend stands in TensorFlow.js's registry. */
export const COMPILED_BACKEND = "semblance";

/** After this many operators everything that is alive is computed and recording starts anew: what is alive then is seldom much. */
const MOST_OPERATORS = 1000;

/**
 * A TensorFlow.js backend for programs that read tensors where they like. Kernels only record operators; reading a tensor compiles what it
 * depends on into one graph and runs it. What was computed once is an input of later graphs.
 */
export class CompiledBackend extends TracingBackend {
  readonly #execute: Executor;
  readonly #live = new Set<Entry>();
  /** Elements of values that were written or computed. */
  readonly #elements = new WeakMap<TracedValue, HostTensor>();
  /** Elements of types that no graph takes: strings are kept, not computed with. */
  readonly #opaque = new WeakMap<TracedValue, tf.BackendValues>();
  #segment = new Segment();

  constructor(execute: Executor) {
    super();
    this.#execute = execute;
    this.tracer = this.#segment.tracer;
  }

  override tensorInfo(value: TracedValue): tf.TensorInfo {
    const info = super.tensorInfo(value);
    this.#live.add(this.entries.get(info.dataId));
    return info;
  }

  /** One more tensor with the same elements. */
  share({ dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
    // Also moves the tensor here where it lives on another backend.
    this.entries.get(dataId).references++;
    return { dataId, shape, dtype };
  }

  override traced(info: tf.TensorInfo): TracedValue {
    const { value } = this.entries.get(info.dataId);
    if (this.#opaque.has(value)) throw new UnsupportedKernelError(`a kernel over a ${value.dtype} tensor`);
    const host = this.#elements.get(value);
    return host ? this.#segment.input(host) : value;
  }

  override move(dataId: object, values: tf.BackendValues, shape: number[], dtype: tf.DataType, count: number): void {
    const value = new TracedValue(shape, dtype as TracedType);
    if (dtype === "string" || dtype === "complex64") this.#opaque.set(value, values);
    else this.#elements.set(value, { dtype: dtype as DType, shape, data: typedElements(values, dtype) });
    const entry = { value, references: count };
    this.entries.set(dataId, entry);
    this.#live.add(entry);
  }

  override readSync(dataId: object): tf.backend_util.BackendValues {
    const { value } = this.entries.get(dataId);
    return this.#opaque.get(value) ?? this.#read(value).data;
  }

  override disposeData(dataId: object, force = false): boolean {
    const entry = this.entries.has(dataId) ? this.entries.get(dataId) : undefined;
    const isGone = super.disposeData(dataId, force);
    if (entry && isGone) this.#live.delete(entry);
    return isGone;
  }

  override async time(run: () => void): Promise<tf.BackendTimingInfo> {
    const start = performance.now();
    run();
    return { kernelMs: performance.now() - start };
  }

  override timerAvailable(): boolean {
    return true;
  }

  override dispose(): void {}

  /** Starts a new stretch where the current one is long, so that a program that runs for days does not keep all it ever did. */
  beginKernel(): void {
    const recorded = this.tracer.builder.size;
    if (recorded < 64) return;
    const pending = [...this.#live].map(({ value }) => value).filter((value) => this.#isPending(value));
    if (pending.length > 0 && recorded < MOST_OPERATORS) return;
    if (pending.length > 0) this.#compute([...new Set(pending)]);
    this.#segment = new Segment();
    this.tracer = this.#segment.tracer;
  }

  /** A tensor's elements where they need not be computed. */
  known({ dataId }: tf.TensorInfo): HostTensor | undefined {
    return this.#elements.get(this.entries.get(dataId).value);
  }

  #isPending(value: TracedValue): boolean {
    return !value.data && !this.#elements.has(value) && !this.#opaque.has(value);
  }

  #read(value: TracedValue): HostTensor {
    const known = this.#elements.get(value);
    if (known) return known;
    if (value.data) return expanded({ dtype: value.dtype, shape: value.compact, data: value.data }, value);
    return this.#compute([value])[0]!;
  }

  #compute(values: readonly TracedValue[]): HostTensor[] {
    const results = this.#segment.compute(values, this.#execute);
    values.forEach((value, i) => {
      this.#elements.set(value, results[i]!);
    });
    return results;
  }
}

/** Registers the compiled backend with all its kernels; `execute` is what runs the graphs. */
export function registerCompiledBackend(execute: Executor): CompiledBackend {
  const backend = new CompiledBackend(execute);
  tf.registerBackend(COMPILED_BACKEND, () => backend);
  registerKernels(COMPILED_BACKEND, backend, (call) => {
    backend.beginKernel();
    // A clone is the same tensor, whatever its type.
    if (call.name === "Identity") return backend.share(call.inputs.x as tf.TensorInfo);
    if (call.name === "GatherV2") refuseUnknownPlaces(backend, call);
    return computeOnHost(backend, call);
  });
  return backend;
}

/** A gather from places that are not there fails where it is called, in TensorFlow.js's words, if its places are known; else when it runs. */
function refuseUnknownPlaces(backend: CompiledBackend, { inputs, attributes }: KernelCall): void {
  const { x, indices } = inputs as Record<string, tf.TensorInfo>;
  const [axis] = tf.util.parseAxisParam(attributes?.axis as number, x!.shape);
  const most = x!.shape[axis!]! - 1;
  for (const place of backend.known(indices!)?.data ?? [])
    if (place < 0 || place > most) throw new RangeError(`GatherV2: the index value ${place} is not in [0, ${most}]`);
}
