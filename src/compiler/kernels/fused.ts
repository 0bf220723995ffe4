import { type Kernel, kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { UnsupportedKernelError } from "../unsupportedKernelError.js";
import { batchMatMul } from "./batchMatMul.js";
import { conv2D } from "./conv2D.js";
import { depthwiseConv2dNative } from "./depthwiseConv2dNative.js";
import { ELEMENTWISE } from "./elementwise.js";
import { prelu } from "./prelu.js";

interface FusedAttributes {
  activation?: string;
  leakyreluAlpha?: number;
}

const ACTIVATIONS: Readonly<Record<string, string>> = {
  relu: "Relu",
  relu6: "Relu6",
  elu: "Elu",
  sigmoid: "Sigmoid",
  leakyrelu: "LeakyRelu",
};

const FUSED = { FusedConv2D: conv2D, FusedDepthwiseConv2D: depthwiseConv2dNative, _FusedMatMul: batchMatMul };

/** Kernels that fuse a product with a bias and an activation, taken apart again; onnxruntime fuses them in its own way. */
export const FUSED_KERNELS: readonly Kernel[] = Object.entries(FUSED).map(([name, product]) =>
  kernel<string, FusedAttributes>(name, (trace, inputs, attributes) => {
    let result = product.lower(trace, inputs, attributes) as TracedValue;
    if (inputs.bias) result = trace.elementwise("Add", [result, inputs.bias], "float32");
    return activate(trace, name, result, inputs.preluActivationWeights, attributes);
  }),
);

function activate(
  trace: Tracer,
  name: string,
  x: TracedValue,
  alpha: TracedValue | undefined,
  attributes: FusedAttributes,
): TracedValue {
  const { activation = "linear", leakyreluAlpha } = attributes;
  if (activation === "linear") return x;
  if (activation === "prelu" && alpha) return prelu.lower(trace, { x, alpha }, {}) as TracedValue;
  const lowered = ELEMENTWISE.find((candidate) => candidate.name === ACTIVATIONS[activation]);
  if (!lowered) throw new UnsupportedKernelError(name, `activation ${activation} is not lowered`);
  return lowered.lower(trace, { x }, leakyreluAlpha === undefined ? {} : { alpha: leakyreluAlpha }) as TracedValue;
}
