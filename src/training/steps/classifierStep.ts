import * as tf from "@tensorflow/tfjs-core";
import { scaleImages } from "../../networks/index.js";
import type { TensorSpec } from "../../tensor/hostTensor.js";
import type { Classifier } from "./classifier.js";
import type { StepFunction } from "./vaeGanStep.js";

/** Images as bytes, targets as probabilities (one-hot, smoothed or mixed), the learning rate as a scalar. */
export function classifierInputs(batch: number, size: number, classes: number): TensorSpec[] {
  return [
    { name: "images", dtype: "uint8", shape: [batch, size, size, 3] },
    { name: "targets", dtype: "float32", shape: [batch, classes] },
    { name: "learningRate", dtype: "float32", shape: [] },
  ];
}

/** One step of the classifier's own loss; returns the loss and the share of images whose top class has the largest target. */
export function classifierStep(classifier: Classifier): StepFunction {
  return (inputs) => {
    const targets = inputs.targets as tf.Tensor2D;
    let logits: tf.Tensor2D | undefined;
    const { value, grads } = tf.variableGrads(() => {
      const fitted = classifier.fit(scaleImages(inputs.images as tf.Tensor4D), targets);
      logits = tf.keep(fitted.logits);
      return fitted.loss;
    }, classifier.parameters.trainable);
    classifier.update(grads, inputs.learningRate as tf.Scalar);
    const hits = tf.equal(tf.argMax(logits!, 1), tf.argMax(targets, 1));
    return { loss: value, accuracy: tf.mean(tf.cast(hits, "float32")) };
  };
}
