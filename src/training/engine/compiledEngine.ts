import { compile } from "../../compiler/index.js";
import { openProgram, type SessionOptions, StateStore } from "../../runtime/index.js";
import type { Engine } from "./engine.js";

/** Steps compiled to ONNX graphs and run by onnxruntime. Variables live in a store, and those of TensorFlow.js stay as they are. */
export function compiledEngine(session: SessionOptions): Engine {
  return {
    stage() {
      const state = new StateStore();
      return {
        state,
        open: (fn, inputs, constants = []) =>
          openProgram(compile(fn, { inputs, constants }), { ...session, store: state }),
      };
    },
  };
}
