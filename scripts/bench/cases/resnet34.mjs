import { createClassifier } from "../../../dist/training/steps/classifier.js";
import { classifierInputs, classifierStep } from "../../../dist/training/steps/classifierStep.js";
import { oneHot } from "../oneHot.mjs";

/** ResNet34 as published, 7 classes, with momentum 0.9 and without weight decay. */
export function build() {
  const classifier = createClassifier("bench", 1, { depth: 34, classes: 7, stem: "imagenet", weightDecay: 0 });
  return {
    what: "ResNet34, batch 32 of 100x100, 7 classes, 7x7 stem, SGD with momentum 0.9",
    fn: classifierStep(classifier),
    inputs: classifierInputs(32, 100, 7),
    feeds: { targets: oneHot(32, 7) },
  };
}
