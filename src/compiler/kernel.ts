import type { TracedValue } from "./tracedValue.js";
import type { Tracer } from "./tracer.js";

/** How one TensorFlow.js kernel becomes ONNX operators. */
export interface Kernel {
  readonly name: string;
  readonly lower: (
    trace: Tracer,
    inputs: Readonly<Record<string, TracedValue>>,
    attributes: object,
  ) => TracedValue | TracedValue[];
}

/** Declares a kernel by its name in TensorFlow.js, with the names of its inputs and the type of its attributes. */
export function kernel<Inputs extends string, Attributes extends object>(
  name: string,
  lower: (trace: Tracer, inputs: Record<Inputs, TracedValue>, attributes: Attributes) => TracedValue | TracedValue[],
): Kernel {
  // TensorFlow.js hands every kernel the inputs and attributes that its name promises; this is the one place that believes it.
  return { name, lower: lower as Kernel["lower"] };
}
