import { constantValue } from "../constantValue.js";
import { type Kernel, kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { calc } from "./formula.js";

interface Attributes {
  depthRadius: number;
  bias: number;
  alpha: number;
  beta: number;
}

/** Sums over the channels within a radius of each one: a product with a band of ones. */
function sumOfNeighbours(trace: Tracer, x: TracedValue, radius: number): TracedValue {
  const channels = x.shape.at(-1)!;
  const band = Float32Array.from({ length: channels * channels }, (_, i) =>
    Number(Math.abs((i % channels) - Math.floor(i / channels)) <= radius),
  );
  const ones = trace.full(constantValue(band, [channels, channels], "float32"));
  return trace.value(x.shape, "float32", trace.node("MatMul", [trace.full(x), ones]));
}

function norm(trace: Tracer, x: TracedValue, { depthRadius, bias, alpha }: Attributes): TracedValue {
  const energy = sumOfNeighbours(trace, calc(trace, "Mul", x, x), depthRadius);
  return calc(trace, "Add", calc(trace, "Mul", energy, alpha), bias);
}

/** Divides every channel by the energy of its neighbours. */
const lrn = kernel<"x", Attributes>("LRN", (trace, { x }, attributes) =>
  calc(trace, "Mul", x, calc(trace, "Pow", norm(trace, x, attributes), -attributes.beta)),
);

/** x_k is in its own numerator and in the norms of its neighbours. */
const lrnGrad = kernel<"x" | "y" | "dy", Attributes>("LRNGrad", (trace, { x, y, dy }, attributes) => {
  const { alpha, beta, depthRadius } = attributes;
  const norms = norm(trace, x, attributes);
  const own = calc(trace, "Mul", dy, calc(trace, "Pow", norms, -beta));
  const weighted = calc(trace, "Div", calc(trace, "Mul", y, dy), norms);
  const others = calc(trace, "Mul", x, sumOfNeighbours(trace, weighted, depthRadius));
  return calc(trace, "Sub", own, calc(trace, "Mul", others, 2 * alpha * beta));
});

export const LOCAL_RESPONSE_NORMALIZATION: readonly Kernel[] = [lrn, lrnGrad];
