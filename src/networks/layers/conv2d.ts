import * as tf from "@tensorflow/tfjs-core";
import { type Initialiser, zeros } from "../initialisers.js";
import type { Scope } from "../parameters.js";
import { enlargedConvolution } from "./enlargedConvolution.js";
import { spectralNorm } from "./spectralNorm.js";

/** A layer: a function of a tensor, which in training mode may also update its state. */
export type Layer = (x: tf.Tensor4D, training: boolean) => tf.Tensor4D;

export interface ConvolutionOptions {
  readonly inputs: number;
  readonly outputs: number;
  /** Kernel height and width; odd. */
  readonly kernel: number;
  readonly stride?: number;
  readonly bias?: boolean;
  readonly spectral?: boolean;
  /** Enlarges its input to twice the size first; with a kernel of 3. */
  readonly enlarges?: boolean;
  readonly initialiser: Initialiser;
}

/** Convolution with symmetric zero padding of (kernel - 1) / 2, kernel HWIO. */
export function conv2d(scope: Scope, options: ConvolutionOptions): Layer {
  const { inputs, outputs, kernel, stride = 1, initialiser } = options;
  const weight = scope.weight("kernel", [kernel, kernel, inputs, outputs], initialiser);
  const bias = options.bias ? scope.weight("bias", [outputs], zeros) : undefined;
  const normalise = options.spectral ? spectralNorm(scope, outputs) : undefined;
  return (x, training) => {
    const filter = (normalise ? normalise(weight, training) : weight) as tf.Tensor4D;
    const y = options.enlarges ? enlargedConvolution(x, filter) : tf.conv2d(x, filter, stride, (kernel - 1) / 2);
    return bias ? tf.add(y, bias) : y;
  };
}
