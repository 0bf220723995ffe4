import { SemblanceError } from "../errors/semblanceError.js";
import { callSite } from "./callSite.js";

/** A traced function called a TensorFlow.js kernel, or a variant of one, that the compiler cannot express in ONNX. */
export class UnsupportedKernelError extends SemblanceError {
  constructor(kernelName: string, reason = "the compiler has no lowering for it") {
    super(
      "UNSUPPORTED_KERNEL",
      `Expected TensorFlow.js kernels that the compiler knows, got ${kernelName} ${callSite()}: ${reason}. ` +
        "Write it with other operations, or add a lowering in src/compiler/kernels.",
    );
  }
}
