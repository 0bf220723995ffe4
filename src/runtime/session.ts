import type { InferenceSession } from "onnxruntime-node";
import type { HostTensor } from "../tensor/hostTensor.js";
import { createSession, type SessionOptions } from "./createSession.js";
import type { Device } from "./device.js";
import { fromOrt, toOrt } from "./ortTensor.js";

/** One model on one device. */
export class Session {
  readonly #session: InferenceSession;

  constructor(
    session: InferenceSession,
    /** The device that it really runs on. */
    readonly device: Device,
  ) {
    this.#session = session;
  }

  /** Names of the model's inputs and outputs. */
  get inputNames(): readonly string[] {
    return this.#session.inputNames;
  }

  get outputNames(): readonly string[] {
    return this.#session.outputNames;
  }

  /** Runs the model once. The calling thread is blocked meanwhile: onnxruntime-node's run is synchronous (1.30). */
  async run(feeds: Readonly<Record<string, HostTensor>>): Promise<Record<string, HostTensor>> {
    const results = await this.#session.run(mapValues(feeds, toOrt));
    return mapValues(results, fromOrt);
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
}

/** Opens a model. @throws DeviceUnavailableError when a device asked for by name is not there. */
export async function openSession(model: Uint8Array, options: SessionOptions = {}): Promise<Session> {
  const { session, device } = await createSession(model, options);
  return new Session(session, device);
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
