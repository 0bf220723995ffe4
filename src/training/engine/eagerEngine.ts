import { EagerProgram, eagerState } from "./eagerProgram.js";
import type { Engine } from "./engine.js";

/** Steps run by a backend of TensorFlow.js that is registered already. */
export function eagerEngine(backend: string, device: string): Engine {
  return {
    stage: () => ({
      state: eagerState,
      open: async (fn, inputs) => new EagerProgram(fn, inputs, backend, device),
    }),
  };
}
