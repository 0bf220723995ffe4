import type { Tensor } from "onnxruntime-node";
import type { HostTensor } from "../tensor/hostTensor.js";
import { identityOrder, inverseOrder, isIdentityOrder, permute } from "../tensor/permute.js";
import type { StateSlot } from "../tensor/program.js";
import { download } from "./download.js";
import { fromOrt, toOrt } from "./ortTensor.js";

interface Stored {
  tensor: Tensor;
  order: readonly number[];
  /** A buffer of the same size that the next value may be written into. */
  spare: Tensor | undefined;
}

/** The current values of variables, shared by all programs that are opened on it: they meet by the variables' names. */
export class StateStore {
  readonly #values = new Map<string, Stored>();

  /** Takes a variable's initial value, unless a value is there already. */
  add(slot: StateSlot): void {
    if (!this.#values.has(slot.name)) this.#set(slot.name, slot.initial, slot.order);
  }

  /** The stored tensor of a variable in the axis order that a program takes it in. */
  async take(slot: StateSlot): Promise<Tensor> {
    const stored = this.#stored(slot.name);
    if (stored.order.join() !== slot.order.join()) {
      await this.toHost();
      this.#set(slot.name, logical(stored), slot.order);
    }
    return this.#stored(slot.name).tensor;
  }

  /** A buffer for the next value of a variable in host memory, not in use by its current one. */
  spare(slot: StateSlot): Tensor {
    const stored = this.#stored(slot.name);
    const { type, dims, data } = stored.tensor;
    const Elements = data.constructor as new (size: number) => Float32Array;
    stored.spare ??= toOrt({ dtype: type as HostTensor["dtype"], shape: dims, data: new Elements(data.length) });
    return stored.spare;
  }

  /** Makes a tensor that a program gave the value of a variable; the one before becomes the spare buffer. */
  replace(slot: StateSlot, tensor: Tensor): void {
    const stored = this.#stored(slot.name);
    if (tensor.location === "cpu") stored.spare = stored.tensor;
    else release(stored);
    stored.tensor = tensor;
  }

  /** Copies of all values, in logical axis order. */
  async read(): Promise<Map<string, HostTensor>> {
    const entries = [...this.#values];
    const remote = entries.filter(([, { tensor }]) => tensor.location !== "cpu");
    const copies = remote.length === 0 ? [] : await download(remote.map(([, { tensor }]) => tensor));
    const local = new Map(remote.map(([name], i) => [name, copies[i]!]));
    return new Map(entries.map(([name, stored]) => [name, logical(stored, local.get(name))]));
  }

  /** Brings values that live on a device into host memory, so that they outlive the sessions that made them. */
  async toHost(): Promise<void> {
    const remote = [...this.#values.values()].filter(({ tensor }) => tensor.location !== "cpu");
    if (remote.length === 0) return;
    const copies = await download(remote.map(({ tensor }) => tensor));
    remote.forEach((stored, i) => {
      release(stored);
      stored.tensor = toOrt(copies[i]!);
    });
  }

  /** Sets variables, from values in logical axis order; a program that is opened later finds them in place of its initial ones. */
  write(values: ReadonlyMap<string, HostTensor>): void {
    for (const [name, value] of values) {
      const order = this.#values.get(name)?.order ?? identityOrder(value.shape.length);
      this.#set(name, value, order);
    }
  }

  #stored(name: string): Stored {
    const stored = this.#values.get(name);
    if (!stored)
      throw new RangeError(
        `Expected variable "${name}" in the state store, which has ${[...this.#values.keys()].join(", ")}.`,
      );
    return stored;
  }

  #set(name: string, value: HostTensor, order: readonly number[]): void {
    const data = isIdentityOrder(order) ? value.data.slice() : permute(value.data, value.shape, order);
    const tensor = toOrt({ dtype: value.dtype, shape: order.map((axis) => value.shape[axis]!), data });
    const before = this.#values.get(name);
    if (before) release(before);
    this.#values.set(name, { tensor, order, spare: undefined });
  }
}

/** Frees a value's device buffer, or its host buffers to the garbage collector. */
function release(stored: Stored): void {
  if (stored.tensor.location !== "cpu") stored.tensor.dispose();
  stored.spare = undefined;
}

/** A copy of a value in logical axis order; `local` is its tensor when that is on a device. */
function logical({ tensor, order }: Stored, local = fromOrt(tensor)): HostTensor {
  const back = inverseOrder(order);
  const data = isIdentityOrder(order) ? local.data.slice() : permute(local.data, local.shape, back);
  return { dtype: local.dtype, shape: back.map((axis) => local.shape[axis]!), data };
}
