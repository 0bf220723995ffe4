import * as tf from "@tensorflow/tfjs-core";

/** Gradient of one kernel: from dy, what was saved and the attributes to one tensor per input. */
export interface Gradient {
  readonly saves?: readonly string[];
  readonly savesOutput?: boolean;
  readonly savesAllInputs?: boolean;
  readonly of: (
    dy: tf.Tensor,
    saved: tf.Tensor[],
    attributes: Record<string, unknown>,
  ) => Record<string, () => tf.Tensor> | (() => tf.Tensor)[];
}

/** Registers a gradient unless the process has one already. */
export function register(kernelName: string, gradient: Gradient): void {
  if (tf.getGradient(kernelName)) return;
  tf.registerGradient({
    kernelName,
    ...(gradient.saves ? { inputsToSave: [...gradient.saves] } : {}),
    ...(gradient.savesAllInputs ? { saveAllInputs: true } : {}),
    ...(gradient.savesOutput ? { outputsToSave: [true] } : {}),
    gradFunc: (dy, saved, attributes) =>
      gradient.of(dy as tf.Tensor, saved, attributes as unknown as Record<string, unknown>) as never,
  });
}

/** Sums a gradient over the axes along which an operand of this shape was broadcast. */
export function reduceTo(gradient: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes([...shape], gradient.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(gradient, axes) : gradient, [...shape]);
}
