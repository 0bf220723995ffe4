import { readFile } from "node:fs/promises";
import { readSafetensors } from "../../bundle/index.js";
import { readOnnx } from "../../graph/index.js";
import { type ConvolutionWeights, VGG16_CONVOLUTIONS } from "../../networks/vgg16.js";
import { PerceptualWeightsError } from "../errors/perceptualWeightsError.js";
import { channelsLast, type Vgg16Weights } from "./vgg16Weights.js";

/** Places of the convolutions in torchvision's `vgg16().features`. */
const LAYERS = [0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28] as const;
/** The last convolution before each map that is compared. */
const TAPS = [1, 3, 6, 9, 12] as const;

interface Found {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * Reads VGG16's weights from a user's file: safetensors with torchvision's names (and LPIPS's `lin0.model.1.weight` to `lin4...`, where they are), or
 * an ONNX model, whose first thirteen convolutions are taken in the order of the graph.
 *
 * @throws PerceptualWeightsError
 */
export async function readVgg16(path: string): Promise<Vgg16Weights> {
  const fail = (reason: string, cause?: unknown): never => {
    throw new PerceptualWeightsError(path, reason, cause === undefined ? undefined : { cause });
  };
  try {
    const bytes = await readFile(path);
    const named = path.endsWith(".onnx") ? fromOnnx(bytes) : readSafetensors(bytes);
    const take = (name: string): Found => named.get(name) ?? fail(`it has no "${name}"`);
    const convolutions = LAYERS.map((layer) => {
      const [weight, bias] = [take(`features.${layer}.weight`), take(`features.${layer}.bias`)];
      return convolution(weight, bias) ?? fail(`features.${layer} is [${weight.shape}] with a bias of [${bias.shape}]`);
    });
    convolutions.forEach(({ shape }, i) => {
      const before = i === 0 ? 3 : convolutions[i - 1]!.shape[3];
      if (shape[2] !== before) fail(`features.${LAYERS[i]} takes ${shape[2]} channels and is given ${before}`);
    });
    const lins = TAPS.map((_, i) => named.get(`lin${i}.model.1.weight`) ?? named.get(`lin${i}.weight`));
    if (lins.every((lin) => lin === undefined)) return { convolutions };
    const channels = TAPS.map((tap, i) => {
      const expected = convolutions[tap]!.shape[3];
      const lin = lins[i] ?? fail(`it has LPIPS weights, but none for map ${i}`);
      return lin.data.length === expected ? lin.data : fail(`LPIPS's weights of map ${i} are not ${expected}`);
    });
    return { convolutions, channels };
  } catch (error) {
    if (error instanceof PerceptualWeightsError) throw error;
    return fail("it cannot be read", error);
  }
}

function convolution({ shape, data }: Found, bias: Found): ConvolutionWeights | undefined {
  const [outputs, inputs, height, width] = shape;
  if (outputs === undefined || inputs === undefined || height !== 3 || width !== 3 || shape.length !== 4)
    return undefined;
  return bias.data.length === outputs ? channelsLast(data, [outputs, inputs, height, width], bias.data) : undefined;
}

/** The weights of an ONNX model's convolutions under torchvision's names: exporters choose their own. */
function fromOnnx(bytes: Uint8Array): Map<string, Found> {
  const { nodes, constants } = readOnnx(bytes);
  const named = new Map<string, Found>();
  const convolutions = nodes.filter(({ op }) => op === "Conv").slice(0, VGG16_CONVOLUTIONS);
  for (const [i, { inputs }] of convolutions.entries()) {
    for (const [place, kind] of [
      [1, "weight"],
      [2, "bias"],
    ] as const) {
      const constant = constants.get(inputs[place] ?? "");
      if (constant?.type !== "float32") continue;
      const data = new Float32Array(constant.bytes.slice().buffer);
      named.set(`features.${LAYERS[i]}.${kind}`, { shape: constant.shape, data });
    }
  }
  return named;
}
