import type { DType, TensorSpec } from "../../tensor/hostTensor.js";
import { BundleExternalDataError } from "../errors/bundleExternalDataError.js";
import { BundleInconsistentError } from "../errors/bundleInconsistentError.js";
import { findExternalTensor } from "./findExternalTensor.js";
import { decodeOnnxFields, type OnnxModel, type OnnxValueInfo } from "./onnxFields.js";

/** `TensorProto.DataType` of the ONNX specification, as far as a bundle's graphs may use it at their border. */
const dtypes = new Map<number, DType>([
  [1, "float32"],
  [2, "uint8"],
  [6, "int32"],
  [9, "bool"],
]);

/**
 * Checks that an ONNX file holds all its tensors and has exactly these inputs and at least these outputs; -1 stands for a
 * dimension that the graph leaves open.
 *
 * @throws BundleExternalDataError, BundleInconsistentError
 */
export function checkOnnx(
  file: string,
  bytes: Uint8Array,
  expected: { readonly inputs: readonly TensorSpec[]; readonly outputs: readonly TensorSpec[] },
): void {
  let model: OnnxModel;
  let external: string | undefined;
  try {
    model = decodeOnnxFields(bytes);
    external = findExternalTensor(model);
  } catch (cause) {
    throw new BundleInconsistentError(`Expected ${file} to be an ONNX model, but it cannot be decoded.`, { cause });
  }
  if (external !== undefined) throw new BundleExternalDataError(file, external);
  const inputs = model.graph?.input ?? [];
  if (inputs.length !== expected.inputs.length) {
    throw new BundleInconsistentError(
      `Expected ${file} to have ${expected.inputs.length} input(s), got ${inputs.length}.`,
    );
  }
  checkValues(file, "input", inputs, expected.inputs);
  checkValues(file, "output", model.graph?.output ?? [], expected.outputs);
}

function checkValues(
  file: string,
  role: "input" | "output",
  values: readonly OnnxValueInfo[],
  specs: readonly TensorSpec[],
): void {
  for (const spec of specs) {
    const value = values.find(({ name }) => name === spec.name);
    const wanted = `${spec.dtype} [${spec.shape.join(", ")}]`;
    const found = value === undefined ? "none" : describe(value);
    if (found !== wanted) {
      throw new BundleInconsistentError(`Expected ${role} "${spec.name}" of ${file} to be ${wanted}, got ${found}.`);
    }
  }
}

function describe({ type }: OnnxValueInfo): string {
  const elemType = type?.tensorType?.elemType ?? 0;
  const dims = (type?.tensorType?.shape?.dim ?? []).map(({ dimValue }) => dimValue ?? -1);
  return `${dtypes.get(elemType) ?? `element type ${elemType}`} [${dims.join(", ")}]`;
}
