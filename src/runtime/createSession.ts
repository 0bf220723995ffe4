import { candidateDevices } from "./candidateDevices.js";
import type { Device, DeviceChoice } from "./device.js";
import { DeviceUnavailableError } from "./deviceUnavailableError.js";
import { nodesKeptOnProcessor } from "./nodesKeptOnProcessor.js";
import { env, InferenceSession } from "./onnxruntime.js";
import { provesItself } from "./provesItself.js";

// What a user must know of becomes a typed error; a provider library that is not installed is no news while "auto" looks for one.
env.logLevel = "fatal";

/** How a session is opened. `threads` is onnxruntime's intra-op thread count on the processor; its default is every core. */
export interface SessionOptions {
  readonly device?: DeviceChoice;
  readonly threads?: number;
}

/** Opens a model on the device asked for, or with `auto` on the first of {@link candidateDevices} that computes right and opens it. */
export async function createSession(
  model: Uint8Array,
  { device = "auto", threads }: SessionOptions,
  outputLocations: Readonly<Record<string, "gpu-buffer" | "cpu">> = {},
): Promise<{ session: InferenceSession; device: Device }> {
  const candidates = device === "auto" ? candidateDevices() : [device];
  let failure: unknown;
  for (const candidate of candidates) {
    if (device === "auto" && !(await provesItself(candidate))) continue;
    try {
      const session = await InferenceSession.create(model, {
        executionProviders: [candidate === "webgpu" ? await webgpu(model) : candidate],
        graphOptimizationLevel: "all",
        logSeverityLevel: 4,
        ...(threads !== undefined && { intraOpNumThreads: threads }),
        ...(candidate === "webgpu" && { preferredOutputLocation: outputLocations }),
      });
      return { session, device: candidate };
    } catch (error) {
      // A broken model fails on every device; the processor's message is the clearest of them.
      failure = error;
    }
  }
  if (device === "auto" || device === "cpu") throw failure;
  throw new DeviceUnavailableError(device, failure);
}

async function webgpu(model: Uint8Array): Promise<InferenceSession.ExecutionProviderConfig> {
  const forceCpuNodeNames = await nodesKeptOnProcessor(model);
  if (forceCpuNodeNames.length === 0) return "webgpu";
  // The binding takes this list; onnxruntime-common's types know it in browsers only (1.30).
  return { name: "webgpu", forceCpuNodeNames } as InferenceSession.ExecutionProviderConfig;
}
