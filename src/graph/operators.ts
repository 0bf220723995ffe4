/** Operators of ONNX opset 18 that graphs here may use, with the least and most inputs each takes. */
const ARITY: Readonly<Record<string, readonly [number, number]>> = {
  ...same(
    [1, 1],
    ["Abs", "Neg", "Exp", "Log", "Sqrt", "Reciprocal", "Tanh", "Sigmoid", "Relu", "LeakyRelu", "Elu", "Selu"],
  ),
  ...same([1, 1], ["Softplus", "Sign", "Floor", "Ceil", "Round", "Erf", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan"]),
  ...same([1, 1], ["Sinh", "Cosh", "Asinh", "Acosh", "Atanh", "Not", "IsNaN", "IsInf", "Identity", "Cast", "Shape"]),
  ...same(
    [1, 1],
    ["Transpose", "Softmax", "LogSoftmax", "MaxPool", "AveragePool", "GlobalAveragePool", "ArgMax", "ArgMin"],
  ),
  ...same(
    [2, 2],
    ["Add", "Sub", "Mul", "Div", "Pow", "Mod", "BitwiseAnd", "PRelu", "MatMul", "Equal", "Greater", "GreaterOrEqual"],
  ),
  ...same(
    [2, 2],
    ["Less", "LessOrEqual", "And", "Or", "Xor", "Reshape", "Expand", "Tile", "Gather", "GatherND", "CumSum"],
  ),
  ...same([1, 2], ["ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "Split", "Squeeze", "Unsqueeze"]),
  ...same([1, Number.POSITIVE_INFINITY], ["Max", "Min", "Sum", "Concat", "Einsum"]),
  ...same([2, 3], ["Conv", "ConvTranspose", "Gemm", "TopK"]),
  ...same([3, 3], ["Where", "OneHot", "Range", "ScatterElements", "ScatterND"]),
  Clip: [1, 3],
  Slice: [3, 5],
  Pad: [2, 4],
  Resize: [1, 4],
  BatchNormalization: [5, 5],
};

function same(arity: readonly [number, number], names: readonly string[]): Record<string, readonly [number, number]> {
  return Object.fromEntries(names.map((name) => [name, arity]));
}

/** Least and most inputs of an operator, or undefined when graphs here may not use it. */
export function operatorArity(op: string): readonly [number, number] | undefined {
  return Object.hasOwn(ARITY, op) ? ARITY[op] : undefined;
}
