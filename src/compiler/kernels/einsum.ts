import * as tf from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.js";

/** Sums of products along axes that are named by letters; ONNX has the operator, with the same notation. */
export const einsum = kernel<string, { equation: string }>("Einsum", (trace, inputs, { equation }) => {
  const operands = Object.values(inputs);
  const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(equation, operands.length);
  const shapes = operands.map((operand) => ({ shape: [...operand.shape] }) as tf.Tensor);
  tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, shapes);
  const [terms = "", result = ""] = equation.replace(/\s/g, "").split("->");
  const extents = new Map(
    terms
      .split(",")
      .flatMap((term, i) => [...term].map((letter, axis) => [letter, operands[i]!.shape[axis]!] as const)),
  );
  const shape = [...result].map((letter) => extents.get(letter)!);
  const names = operands.map((operand) => trace.full(operand));
  return trace.value(shape, operands[0]!.dtype, trace.node("Einsum", names, { equation }));
});
