import * as tf from "@tensorflow/tfjs-core";
import { float } from "../../graph/index.js";
import type { Kernel } from "../kernel.js";
import { kernel } from "../kernel.js";
import type { TracedType, TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { calc, castTo } from "./formula.js";

type Unary = (trace: Tracer, x: string, attributes: Record<string, number>) => string;

const one =
  (op: string): Unary =>
  (trace, x) =>
    trace.node(op, [x]);

/** Kernels of one float input: the operator that each becomes. */
const UNARY: Readonly<Record<string, Unary>> = {
  ...Object.fromEntries(
    [
      "Abs",
      "Acos",
      "Acosh",
      "Asin",
      "Asinh",
      "Atan",
      "Atanh",
      "Ceil",
      "Cos",
      "Cosh",
      "Erf",
      "Exp",
      "Floor",
      "Log",
      "Neg",
    ].map((name) => [name, one(name)]),
  ),
  ...Object.fromEntries(
    ["Reciprocal", "Relu", "Round", "Selu", "Sigmoid", "Sin", "Sinh", "Softplus", "Sqrt", "Tan", "Tanh"].map((name) => [
      name,
      one(name),
    ]),
  ),
  Elu: one("Elu"),
  Expm1: (trace, x) => trace.node("Sub", [trace.node("Exp", [x]), trace.scalar(1)]),
  Log1p: (trace, x) => trace.node("Log", [trace.node("Add", [x, trace.scalar(1)])]),
  Rsqrt: (trace, x) => trace.node("Reciprocal", [trace.node("Sqrt", [x])]),
  LeakyRelu: (trace, x, { alpha = 0.2 }) => trace.node("LeakyRelu", [x], { alpha: float(alpha) }),
};

/** Kernels that leave whole numbers as they are. */
const WHOLE: ReadonlySet<string> = new Set(["Ceil", "Floor", "Round"]);
/** Kernels that make integers of integers; the others compute in float32. */
const INTEGRAL: ReadonlySet<string> = new Set(["Abs", "Neg", "Relu"]);

/** Kernels of two inputs that broadcast: the operator, and whether the result is bool. */
const BINARY: Readonly<Record<string, { op: string; bool?: boolean }>> = {
  Add: { op: "Add" },
  Sub: { op: "Sub" },
  Multiply: { op: "Mul" },
  RealDiv: { op: "Div" },
  Maximum: { op: "Max" },
  Minimum: { op: "Min" },
  Pow: { op: "Pow" },
  Equal: { op: "Equal", bool: true },
  Greater: { op: "Greater", bool: true },
  GreaterEqual: { op: "GreaterOrEqual", bool: true },
  Less: { op: "Less", bool: true },
  LessEqual: { op: "LessOrEqual", bool: true },
  LogicalAnd: { op: "And", bool: true },
  LogicalOr: { op: "Or", bool: true },
};

const unaryKernels: Kernel[] = Object.entries(UNARY).map(([name, lower]) =>
  kernel<"x", Record<string, number>>(name, (trace, { x }, attributes) => {
    if (x.dtype === "int32" && WHOLE.has(name)) return x;
    const operand = x.dtype === "float32" || INTEGRAL.has(name) ? x : castTo(trace, x, "float32");
    return trace.elementwise(([input]) => lower(trace, input!, attributes), [operand], operand.dtype);
  }),
);

const binaryKernels: Kernel[] = Object.entries(BINARY).map(([name, { op, bool }]) =>
  kernel<"a" | "b", object>(name, (trace, { a, b }) => binary(trace, op, a, b, bool ? "bool" : a.dtype)),
);

const relu6 = kernel<"x", object>("Relu6", (trace, { x }) => calc(trace, "Clip", x, 0, 6));

/** The kernels that stand in the tables above. */
export const ELEMENTWISE: readonly Kernel[] = [...unaryKernels, ...binaryKernels, relu6];

const NEUTRAL: Readonly<Record<string, { right?: number; left?: number }>> = {
  Add: { right: 0, left: 0 },
  Sub: { right: 0 },
  Mul: { right: 1, left: 1 },
  Div: { right: 1 },
};

/** A binary operator. An operand that changes nothing (x + 0, x * 1) leaves the other as it is, only wider. */
export function binary(trace: Tracer, op: string, a: TracedValue, b: TracedValue, dtype: TracedType): TracedValue {
  const neutral = NEUTRAL[op];
  if (neutral && isEverywhere(b, neutral.right)) return trace.broadcastTo(a, b.shape);
  if (neutral && isEverywhere(a, neutral.left)) return trace.broadcastTo(b, a.shape);
  // Throws where the shapes do not broadcast, in TensorFlow.js's words.
  tf.backend_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  return trace.elementwise(op, [a, b], dtype);
}

function isEverywhere(value: TracedValue, number: number | undefined): boolean {
  return number !== undefined && value.data?.length === 1 && value.data[0] === number;
}
