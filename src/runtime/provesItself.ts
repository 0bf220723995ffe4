import type { Device } from "./device.js";
import { InferenceSession, Tensor } from "./onnxruntime.js";

const proofs = new Map<Device, Promise<boolean>>();

/**
 * Whether a device computes a matrix product right, found out once per process: a driver may let a session open and then fail, or answer
 * wrongly. The processor needs no proof.
 */
export function provesItself(device: Device): Promise<boolean> {
  if (device === "cpu") return Promise.resolve(true);
  const known = proofs.get(device) ?? computes(device);
  proofs.set(device, known);
  return known;
}

async function computes(device: Device): Promise<boolean> {
  const { writeOnnx } = await import("../graph/index.js");
  const info = (name: string) => ({ name, type: "float32" as const, shape: [2, 2] });
  const nodes = [{ op: "MatMul", inputs: ["x", "x"], outputs: ["y"], attributes: {} }];
  const model = writeOnnx({ inputs: [info("x")], outputs: [info("y")], nodes, constants: new Map() });
  try {
    const session = await InferenceSession.create(model, { executionProviders: [device], logSeverityLevel: 4 });
    const { y } = await session.run({ x: new Tensor("float32", Float32Array.of(1, 2, 3, 4), [2, 2]) });
    await session.release();
    return [7, 10, 15, 22].every((value, i) => Math.abs((y!.data as Float32Array)[i]! - value) < 1e-2);
  } catch {
    return false;
  }
}
