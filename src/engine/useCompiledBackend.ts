import { setBackend } from "@tensorflow/tfjs-core";
import { COMPILED_BACKEND, registerCompiledBackend } from "../compiler/index.js";
import { executor } from "./executor.js";

let isRegistered = false;

/** Makes the compiled backend TensorFlow.js's active one: the same programs, run by onnxruntime. Returns its name. */
export function useCompiledBackend(): string {
  if (!isRegistered) registerCompiledBackend(executor());
  isRegistered = true;
  setBackend(COMPILED_BACKEND);
  return COMPILED_BACKEND;
}
