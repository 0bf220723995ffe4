import type { OnnxGraph, OnnxModel, OnnxNode, OnnxSparseTensor, OnnxTensor } from "./onnxFields.js";

/** `TensorProto.DataLocation.EXTERNAL` of the ONNX specification. */
const EXTERNAL = 1;

/**
 * Name of the first tensor that the model stores in another file, wherever it hides: an initializer, a node's attribute, a
 * subgraph, a sparse tensor, a function or the training part. Undefined when there is none.
 */
export function findExternalTensor(model: OnnxModel): string | undefined {
  for (const tensor of tensorsOfModel(model)) {
    if (tensor.dataLocation === EXTERNAL || (tensor.externalData?.length ?? 0) > 0) return tensor.name ?? "";
  }
  return undefined;
}

function* tensorsOfModel(model: OnnxModel): Generator<OnnxTensor> {
  if (model.graph) yield* tensorsOfGraph(model.graph);
  for (const { initialization, algorithm } of model.trainingInfo ?? []) {
    if (initialization) yield* tensorsOfGraph(initialization);
    if (algorithm) yield* tensorsOfGraph(algorithm);
  }
  for (const { node } of model.functions ?? []) yield* tensorsOfNodes(node ?? []);
}

function* tensorsOfGraph(graph: OnnxGraph): Generator<OnnxTensor> {
  yield* graph.initializer ?? [];
  for (const sparse of graph.sparseInitializer ?? []) yield* tensorsOfSparse(sparse);
  yield* tensorsOfNodes(graph.node ?? []);
}

function* tensorsOfNodes(nodes: readonly OnnxNode[]): Generator<OnnxTensor> {
  for (const attribute of nodes.flatMap((node) => node.attribute ?? [])) {
    if (attribute.t) yield attribute.t;
    yield* attribute.tensors ?? [];
    if (attribute.sparseTensor) yield* tensorsOfSparse(attribute.sparseTensor);
    for (const sparse of attribute.sparseTensors ?? []) yield* tensorsOfSparse(sparse);
    if (attribute.g) yield* tensorsOfGraph(attribute.g);
    for (const graph of attribute.graphs ?? []) yield* tensorsOfGraph(graph);
  }
}

function* tensorsOfSparse(sparse: OnnxSparseTensor): Generator<OnnxTensor> {
  if (sparse.values) yield sparse.values;
  if (sparse.indices) yield sparse.indices;
}
