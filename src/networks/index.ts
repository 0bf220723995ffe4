export { createDiscriminator, type Discriminator, type DiscriminatorOptions } from "./discriminator.js";
export { createEncoder, type Encoder, type EncoderOptions, type Posterior } from "./encoder.js";
export { createGenerator, type Generator, type GeneratorOptions, latentSize } from "./generator.js";
export { detached } from "./layers/detached.js";
export { averagePool2, upsample2 } from "./layers/resample.js";
export { Parameters, type Scope } from "./parameters.js";
export { createResNet, type ResNet, type ResNetOptions, type ResNetOutput } from "./resnet.js";
export { scaleImages, unscaleImages } from "./scaleImages.js";
export { UnsupportedImageSizeError } from "./unsupportedImageSizeError.js";
