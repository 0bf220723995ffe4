import { afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createDan,
  createDiscriminator,
  createEncoder,
  createGenerator,
  createResNet,
  latentSize,
  Parameters,
} from "../../src/networks/index.js";
import { eagerBackend } from "./eager.js";

beforeAll(eagerBackend);

let parameters: Parameters;
afterEach(() => parameters.dispose());

describe("parameter counts agree with the published networks", () => {
  it("ResNet18 with 7 classes has torchvision's 11,180,103", () => {
    parameters = new Parameters(1);
    createResNet(parameters.scope("r"), { depth: 18, classes: 7, stem: "imagenet" });
    expect(parameters.size).toBe(11_180_103);
  });

  it("ResNet34 with 7 classes has torchvision's 21,288,263", () => {
    parameters = new Parameters(1);
    createResNet(parameters.scope("r"), { depth: 34, classes: 7, stem: "imagenet" });
    expect(parameters.size).toBe(21_288_263);
  });

  it("DAN with 7 classes and 4 heads has the published 19,723,733", () => {
    parameters = new Parameters(1);
    createDan(parameters.scope("d"), { classes: 7 });
    expect(parameters.size).toBe(19_723_733);
  });

  it("DAN for small images differs in its first kernel alone: 3 x 3 in place of 7 x 7", () => {
    parameters = new Parameters(1);
    createDan(parameters.scope("d"), { classes: 7, stem: "small" });
    expect(parameters.size).toBe(19_723_733 - (49 - 9) * 3 * 64);
  });

  it("the generator at 48 px and width 16 has 1.9 million, as counted by hand layer by layer", () => {
    parameters = new Parameters(1);
    createGenerator(parameters.scope("g"), { size: 48, width: 16, latents: 64 });
    expect(parameters.size).toBe(1_929_539);
  });

  it("the discriminator at 48 px and width 16 has 1.2 million, as counted by hand layer by layer", () => {
    parameters = new Parameters(1);
    createDiscriminator(parameters.scope("d"), { size: 48, width: 16 });
    expect(parameters.size).toBe(1_223_089);
  });

  it("the encoder's weights lie in the discriminator's blocks, two heads and its batch norms", () => {
    parameters = new Parameters(1);
    createEncoder(parameters.scope("e"), { size: 48, width: 16, latents: 60 });
    const heads = 2 * (3 * 3 * 256 * 60 + 60);
    const blocks = 1_223_089 - 257 - (16 + 32 + 64 + 128 + 256); // no score, no bias before a norm
    const norms = 2 * (16 + 32 + 64 + 128 + 256 + (16 + 32 + 64 + 128) + 256);
    expect(parameters.size).toBe(blocks + heads + norms);
  });
});

describe("latentSize", () => {
  it("rounds 64 down to 60 at 48 px: five chunks of 12", () => {
    parameters = new Parameters(1);
    expect(latentSize({ size: 48, width: 16, latents: 64 })).toBe(60);
    expect(latentSize({ size: 96, width: 32, latents: 120 })).toBe(120);
  });
});
