/**
 * Names of a model's nodes that WebGPU must leave to the processor because its kernel takes them and then fails (onnxruntime 1.30): a MaxPool that
 * also tells where its maxima are, which the gradient of pooling needs.
 */
export async function nodesKeptOnProcessor(model: Uint8Array): Promise<string[]> {
  const { readOnnx } = await import("../graph/index.js");
  try {
    const kept = readOnnx(model).nodes.filter(({ op, outputs }) => op === "MaxPool" && outputs.length > 1);
    return kept.map(({ outputs }) => outputs[0]!);
  } catch {
    // Not a graph that this project writes; onnxruntime says what is wrong with it, if anything.
    return [];
  }
}
