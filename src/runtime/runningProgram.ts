import type { InferenceSession, Tensor } from "onnxruntime-node";
import type { HostTensor } from "../tensor/hostTensor.js";
import type { Program, StateSlot } from "../tensor/program.js";
import { createSession, type SessionOptions } from "./createSession.js";
import type { Device } from "./device.js";
import { fromOrt, toOrt } from "./ortTensor.js";
import { StateStore } from "./stateStore.js";

type UpdatedSlot = StateSlot & { readonly output: string };

/** A compiled program on a device: every step reads its variables from a store and writes their new values back. */
export class RunningProgram {
  readonly #session: InferenceSession;
  readonly #program: Program;
  readonly #updated: readonly UpdatedSlot[];

  constructor(
    session: InferenceSession,
    program: Program,
    /** The device that it really runs on. */
    readonly device: Device,
    readonly store: StateStore,
  ) {
    this.#session = session;
    this.#program = program;
    this.#updated = program.state.filter((slot): slot is UpdatedSlot => slot.output !== undefined);
  }

  /** Runs the program once and returns its outputs; variables are updated in the store. */
  async step(inputs: Readonly<Record<string, HostTensor>>): Promise<Record<string, HostTensor>> {
    const feeds: Record<string, Tensor> = {};
    for (const { name } of this.#program.inputs) {
      const input = inputs[name];
      if (!input) throw new RangeError(`Expected input "${name}", got ${Object.keys(inputs).join(", ") || "none"}.`);
      feeds[name] = toOrt(input);
    }
    // Programs on one store may be on different devices; only WebGPU's take each other's buffers.
    if (this.device !== "webgpu") await this.store.toHost();
    for (const slot of this.#program.state) feeds[slot.input] = await this.store.take(slot);
    const fetches: Record<string, Tensor | null> = {};
    for (const { name } of this.#program.outputs) fetches[name] = null;
    for (const slot of this.#updated) fetches[slot.output] = this.device === "webgpu" ? null : this.store.spare(slot);
    const results = await this.#session.run(feeds, fetches);
    for (const slot of this.#updated) this.store.replace(slot, results[slot.output]!);
    const outputs: Record<string, HostTensor> = {};
    for (const { name } of this.#program.outputs) outputs[name] = fromOrt(results[name]!);
    return outputs;
  }

  /** Ends the session. What the store holds on its device is brought back first: it lies in memory that the session owns. */
  async close(): Promise<void> {
    await this.store.toHost();
    await this.#session.release();
  }
}

/** Opens a program, on a store that it shares with other programs or on one of its own. @throws DeviceUnavailableError */
export async function openProgram(
  program: Program,
  { store = new StateStore(), ...options }: SessionOptions & { store?: StateStore } = {},
): Promise<RunningProgram> {
  for (const slot of program.state) store.add(slot);
  const locations: Record<string, "gpu-buffer" | "cpu"> = {};
  for (const { name } of program.outputs) locations[name] = "cpu";
  for (const { output } of program.state) if (output !== undefined) locations[output] = "gpu-buffer";
  const { session, device } = await createSession(program.model, options, locations);
  return new RunningProgram(session, program, device, store);
}
