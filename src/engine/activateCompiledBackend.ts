import { setBackend } from "@tensorflow/tfjs-core";
import { COMPILED_BACKEND, registerCompiledBackend } from "../compiler/index.js";
import { executor } from "./executor.js";

let isRegistered = false;

/**
 * Makes the compiled backend TensorFlow.js's active one: the same programs, run by onnxruntime. `threads`, of the first call, is
 * onnxruntime's thread count; its default is every core. Returns the backend's name.
 */
export function activateCompiledBackend(options: { threads?: number } = {}): string {
  if (!isRegistered) registerCompiledBackend(executor(options));
  isRegistered = true;
  setBackend(COMPILED_BACKEND);
  return COMPILED_BACKEND;
}
