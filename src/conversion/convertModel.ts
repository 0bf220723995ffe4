import * as tf from "@tensorflow/tfjs-core";
import { exportOnnx } from "../compiler/index.js";
import { readOnnx } from "../graph/index.js";
import type { TensorSpec } from "../tensor/hostTensor.js";
import { checkConversion } from "./checkConversion.js";
import { graphNetwork } from "./graphNetwork.js";
import { inputSpecs, requireNames } from "./inputSpecs.js";
import { layersNetwork } from "./layersNetwork.js";
import type { InputRange } from "./network.js";
import { readModelFiles } from "./readModelFiles.js";

export interface ConversionOptions {
  /** A fixed batch size; left out, the batch stays open. */
  readonly batch?: number;
  /** Sizes of dimensions other than the batch that the model leaves open, by input. */
  readonly shapes?: ReadonlyMap<string, readonly number[]>;
  /** Bounds of the numbers to try an input with, where standard normal ones make no sense. */
  readonly ranges?: ReadonlyMap<string, InputRange>;
}

export interface Conversion {
  /** The ONNX model, opset 18. */
  readonly model: Uint8Array;
  readonly kind: string;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly { readonly name: string; readonly type: string; readonly shape: readonly number[] }[];
  readonly operators: number;
  /** Batch sizes for which the model was compared with TensorFlow.js. */
  readonly batches: readonly number[];
  /** The largest difference seen, as a fraction of the output's largest element (at least 1). */
  readonly worst: number;
}

/** Batch sizes that a model with an open batch is tried with; neither is one that it was traced for. */
const TRIED_BATCHES = [1, 3];

/**
 * Turns a TensorFlow.js model into an ONNX model that computes the same, which is checked here on random inputs.
 *
 * @param path the `model.json` of a layers model or a graph model, or its folder
 * @throws ModelFileError, ControlFlowError, StatefulLayerError, InputOptionError, UnsupportedKernelError, BatchDependenceError,
 *   ConversionMismatchError
 */
export async function convertModel(path: string, options: ConversionOptions = {}): Promise<Conversion> {
  const { batch, shapes = new Map(), ranges: given = new Map() } = options;
  await tf.setBackend("cpu");
  const { kind, json, handler } = await readModelFiles(path);
  const network = await (kind === "layers-model" ? layersNetwork(path, handler) : graphNetwork(path, json, handler));
  try {
    const inputs = inputSpecs(network.inputs, shapes, batch);
    requireNames(inputs, [...given.keys()], "--range");
    const model = exportOnnx(network.fn, inputs);
    const { nodes, outputs } = readOnnx(model);
    const isOpen = inputs.some(({ shape }) => shape.includes(-1));
    const batches = isOpen ? TRIED_BATCHES : [inputs[0]?.shape[0] ?? 1];
    const ranges = new Map([...network.ranges, ...given]);
    const worst = await checkConversion(model, network, inputs, ranges, batches);
    return { model, kind: network.kind, inputs, outputs, operators: nodes.length, batches, worst };
  } finally {
    network.dispose();
  }
}
