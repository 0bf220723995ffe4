import * as tf from "@tensorflow/tfjs-core";
import { createDan, Parameters, scaleImages } from "../../../dist/networks/index.js";
import { danLoss } from "../../../dist/training/losses/index.js";
import { momentum } from "../../../dist/training/optimisers/momentum.js";
import { oneHot } from "../oneHot.mjs";

const [batch, size, classes] = [32, 112, 7];

/** DAN with its three losses; 112 px leave the last map 4 x 4. */
export function build() {
  const parameters = new Parameters(1, { prefix: "dan/" });
  const dan = createDan(parameters.scope("dan"), { classes });
  const loss = danLoss(parameters.scope("loss"), { classes });
  const optimiser = momentum("momentum", parameters.trainable, { momentum: 0.9, weightDecay: 0 });
  return {
    what: `DAN (4 heads, ResNet18), batch ${batch} of ${size}x${size}, cross-entropy + affinity + partition, SGD with momentum 0.9`,
    inputs: [
      { name: "images", dtype: "uint8", shape: [batch, size, size, 3] },
      { name: "targets", dtype: "float32", shape: [batch, classes] },
      { name: "learningRate", dtype: "float32", shape: [] },
    ],
    feeds: { targets: oneHot(batch, classes) },
    fn: ({ images, targets, learningRate }) => {
      const { value, grads } = tf.variableGrads(
        () => loss(dan(scaleImages(images), true), targets),
        parameters.trainable,
      );
      optimiser.apply(grads, learningRate);
      return { loss: value };
    },
  };
}
