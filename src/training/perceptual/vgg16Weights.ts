import type { ConvolutionWeights } from "../../networks/vgg16.js";

/** VGG16 as a file holds it. */
export interface Vgg16Weights {
  readonly convolutions: readonly ConvolutionWeights[];
  /** LPIPS's learned weights of the channels of each of the five maps, where the file has them. */
  readonly channels?: readonly Float32Array[];
}

/** Channels first, [O, I, H, W], as PyTorch and ONNX keep kernels, to last, [H, W, I, O]. */
export function channelsLast(
  data: Float32Array,
  [outputs, inputs, height, width]: readonly [number, number, number, number],
  bias: Float32Array,
): ConvolutionWeights {
  const kernel = new Float32Array(data.length);
  let from = 0;
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let place = 0; place < height * width; place++) {
        kernel[(place * inputs + i) * outputs + o] = data[from++]!;
      }
    }
  }
  return { kernel, shape: [height, width, inputs, outputs], bias };
}
