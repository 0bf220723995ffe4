import * as union from "@tensorflow/tfjs";
import type * as tf from "@tensorflow/tfjs-core";
import { elementTypeOf } from "./elementTypeOf.js";
import { ModelFileError } from "./modelFileError.js";
import type { InputRange, Network } from "./network.js";
import { StatefulLayerError } from "./statefulLayerError.js";

/** A model of tf.layers as a network. @throws ModelFileError, StatefulLayerError */
export async function layersNetwork(path: string, handler: tf.io.IOHandler): Promise<Network> {
  const model = await union.loadLayersModel(handler).catch((cause: unknown) => {
    throw new ModelFileError(path, `TensorFlow.js cannot load it: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  });
  const stateful = model.layers.find((layer) => layer.stateful);
  if (stateful) throw new StatefulLayerError(stateful.name);
  const inputNames = namesOf(model.inputs);
  const outputNames = namesOf(model.outputs);
  const inputs = model.inputs.map(({ shape, dtype }, i) => {
    const name = inputNames[i]!;
    return { name, dtype: elementTypeOf(name, dtype), shape: shape.map((size) => size ?? -1) };
  });
  return {
    kind: "layers model",
    inputs,
    ranges: embeddingRanges(model, inputNames),
    fn: (feeds) => {
      const values = model.apply(
        inputs.map(({ name }) => feeds[name]!),
        { training: false },
      ) as tf.Tensor | tf.Tensor[];
      return Object.fromEntries([values].flat().map((value, i) => [outputNames[i]!, value]));
    },
    dispose: () => model.dispose(),
  };
}

/** The names of the layers that tensors come from, as in a model's `inputNames`, which a sequential model lacks (4.22). */
function namesOf(tensors: readonly union.SymbolicTensor[]): string[] {
  const names = tensors.map(({ sourceLayer }) => sourceLayer.name);
  return names.map((name, i) => (names.indexOf(name) === i ? name : `${name}:${i}`));
}

/** Inputs that are indices into an embedding's table: other numbers than those are outside it. */
function embeddingRanges(model: union.LayersModel, names: readonly string[]): Map<string, InputRange> {
  const ranges = new Map<string, InputRange>();
  for (const layer of model.layers) {
    const rows = layer.getClassName() === "Embedding" ? layer.getConfig().inputDim : undefined;
    if (typeof rows !== "number") continue;
    const fed = [layer.input].flat().map((tensor) => model.inputs.findIndex(({ id }) => id === tensor.id));
    for (const index of fed) if (index >= 0) ranges.set(names[index]!, { low: 0, high: rows, whole: true });
  }
  return ranges;
}
