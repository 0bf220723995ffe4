import * as union from "@tensorflow/tfjs";
import type * as tf from "@tensorflow/tfjs-core";
import { ControlFlowError } from "./controlFlowError.js";
import { elementTypeOf } from "./elementTypeOf.js";
import { ModelFileError } from "./modelFileError.js";
import type { ModelJson } from "./modelJsonSchema.js";
import type { Network } from "./network.js";

/**
 * Operations that need a decision, or a size, that is known only while the model runs: control flow, tensor lists and arrays, tables, and results
 * of unknown size (tfjs-converter/src/operations/op_list/{control,dynamic,hash_table}.ts, 4.22).
 */
const DYNAMIC =
  /^(Switch|Merge|Enter|Exit|NextIteration|LoopCond|(Stateless)?(If|While)|Tensor(Array|List).*|NonMaxSuppression.*|Where|Unique(V2)?|(Lookup|Initialize|Hash)Table.*|LookupTable.*)$/;

/** A graph model (a frozen TensorFlow graph) as a network. @throws ModelFileError, ControlFlowError */
export async function graphNetwork(path: string, json: ModelJson, handler: tf.io.IOHandler): Promise<Network> {
  const { node = [], library } = json.modelTopology;
  const functions = library?.function?.flatMap((body) => body.nodeDef ?? []) ?? [];
  const dynamic = [...node, ...functions].filter(({ op }) => DYNAMIC.test(op));
  if (dynamic.length > 0) throw new ControlFlowError(dynamic);
  const model = await union.loadGraphModel(handler).catch((cause: unknown) => {
    throw new ModelFileError(path, `TensorFlow.js cannot load it: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  });
  const inputs = model.inputs.map(({ name, dtype, shape }) => ({
    name,
    dtype: elementTypeOf(name, dtype),
    shape: shape ?? [],
  }));
  const outputs = model.outputs.map(({ name }) => name);
  return {
    kind: "graph model",
    inputs,
    ranges: new Map(),
    fn: (feeds) => {
      const values = [model.execute(feeds, outputs)].flat();
      return Object.fromEntries(outputs.map((name, i) => [name, values[i]!]));
    },
    dispose: () => model.dispose(),
  };
}
