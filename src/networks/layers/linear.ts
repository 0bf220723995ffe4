import * as tf from "@tensorflow/tfjs-core";
import { type Initialiser, zeros } from "../initialisers.js";
import type { Scope } from "../parameters.js";
import { spectralNorm } from "./spectralNorm.js";

export interface LinearOptions {
  readonly inputs: number;
  readonly outputs: number;
  /** Initial bias; without it there is none. */
  readonly bias?: Initialiser | true;
  readonly spectral?: boolean;
  readonly initialiser: Initialiser;
}

/** x [n, in] · W [in, out] + b. */
export function linear(scope: Scope, options: LinearOptions): (x: tf.Tensor2D, training: boolean) => tf.Tensor2D {
  const { inputs, outputs, initialiser } = options;
  const weight = scope.weight("kernel", [inputs, outputs], initialiser);
  const bias = options.bias ? scope.weight("bias", [outputs], options.bias === true ? zeros : options.bias) : undefined;
  const normalise = options.spectral ? spectralNorm(scope, outputs) : undefined;
  return (x, training) => {
    const y = tf.matMul(x, (normalise ? normalise(weight, training) : weight) as tf.Tensor2D);
    return (bias ? tf.add(y, bias) : y) as tf.Tensor2D;
  };
}
