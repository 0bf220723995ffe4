import { createClassifier } from "../../../dist/training/steps/classifier.js";
import { createVaeGan } from "../../../dist/training/steps/vaeGan.js";
import { vaeGanInputs, vaeGanStep } from "../../../dist/training/steps/vaeGanStep.js";

const options = { batch: 16, size: 64, priorBatch: 8, adversarial: true };

/** The adversarial step of the VAE-GAN: discriminator, then encoder and generator, then the moving average. */
export function build() {
  const model = createVaeGan({ seed: 1, size: 64, width: 16, latents: 60, conditioning: "whole" });
  const teacher = createClassifier("teacher", 1, {
    depth: 18,
    classes: 7,
    stem: "small",
    width: 0.375,
    weightDecay: 0,
  });
  return {
    what: "VAE-GAN, 64x64, width 16, 60 latents, batch 16 + 8 of the prior, teacher ResNet18 of width 0.375, Adam, moving average",
    fn: vaeGanStep(model, { network: teacher.network, parameters: [teacher.parameters], taps: [0, 1, 2, 3] }, options),
    inputs: vaeGanInputs(options, model.latents),
    constants: [...teacher.parameters.all.values()],
  };
}
