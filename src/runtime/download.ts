import type { GraphNode, ValueInfo } from "../graph/index.js";
import type { HostTensor } from "../tensor/hostTensor.js";
import { InferenceSession, type Tensor } from "./onnxruntime.js";
import { fromOrt } from "./ortTensor.js";

/**
 * Copies of tensors that live in GPU buffers. onnxruntime-node has no download of its own (1.30: a tensor's `getData` ends the process), so a graph
 * that does nothing takes them in on the GPU and gives them out in host memory.
 */
export async function download(tensors: readonly Tensor[]): Promise<HostTensor[]> {
  const { writeOnnx } = await import("../graph/index.js");
  const infos = (prefix: string) =>
    tensors.map(
      ({ type, dims }, i): ValueInfo => ({ name: `${prefix}${i}`, type: type as HostTensor["dtype"], shape: dims }),
    );
  const nodes = tensors.map(
    (_, i): GraphNode => ({ op: "Identity", inputs: [`in${i}`], outputs: [`out${i}`], attributes: {} }),
  );
  const model = writeOnnx({ inputs: infos("in"), outputs: infos("out"), nodes, constants: new Map() });
  const session = await InferenceSession.create(model, { executionProviders: ["webgpu"], logSeverityLevel: 4 });
  try {
    const results = await session.run(Object.fromEntries(tensors.map((tensor, i) => [`in${i}`, tensor])));
    return tensors.map((_, i) => fromOrt(results[`out${i}`]!));
  } finally {
    await session.release();
  }
}
