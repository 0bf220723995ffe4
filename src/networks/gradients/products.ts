import * as tf from "@tensorflow/tfjs-core";
import { register } from "./register.js";

/** Gradients of matrix products, convolutions and pooling. */
export function registerProducts(): void {
  register("BatchMatMul", {
    saves: ["a", "b"],
    of: (dy, [a, b], { transposeA, transposeB }) => {
      const product = (x: tf.Tensor, y: tf.Tensor, flipX: boolean, flipY: boolean) => (): tf.Tensor =>
        tf.matMul(x, y, flipX, flipY);
      const [flipA, flipB] = [Boolean(transposeA), Boolean(transposeB)];
      return {
        a: flipA ? product(b!, dy, flipB, true) : product(dy, b!, false, !flipB),
        b: flipB ? product(dy, a!, true, flipA) : product(a!, dy, !flipA, false),
      };
    },
  });
  register("Conv2D", {
    saves: ["x", "filter"],
    of: (dy, [x, filter], { strides, pad, dataFormat, dimRoundingMode }) => {
      const attributes = { strides, pad, dataFormat, dimRoundingMode } as unknown as tf.NamedAttrMap;
      return {
        x: () => run("Conv2DBackpropInput", { dy, filter: filter! }, { ...attributes, inputShape: x!.shape }),
        filter: () => run("Conv2DBackpropFilter", { x: x!, dy }, { ...attributes, filterShape: filter!.shape }),
      };
    },
  });
  register("MaxPool", {
    saves: ["x"],
    savesOutput: true,
    of: (dy, [input, output], { filterSize, strides, pad, dimRoundingMode }) => ({
      x: () =>
        run("MaxPoolGrad", { dy, input: input!, output: output! }, {
          filterSize,
          strides,
          pad,
          dimRoundingMode,
        } as unknown as tf.NamedAttrMap),
    }),
  });
  register("AvgPool", {
    saves: ["x"],
    of: (dy, [input], { filterSize, strides, pad }) => ({
      x: () => run("AvgPoolGrad", { dy, input: input! }, { filterSize, strides, pad } as unknown as tf.NamedAttrMap),
    }),
  });
}

function run(kernel: string, inputs: tf.NamedTensorMap, attributes: tf.NamedAttrMap): tf.Tensor {
  return tf.engine().runKernel(kernel, inputs, attributes) as tf.Tensor;
}
