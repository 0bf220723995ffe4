import type { DType } from "../tensor/hostTensor.js";
import { InputOptionError } from "./inputOptionError.js";

/** The element type of a model's input, when graphs can have it. */
export function elementTypeOf(input: string, dtype: string | undefined): DType {
  if (dtype === undefined || dtype === "float32") return "float32";
  if (dtype === "int32" || dtype === "bool") return dtype;
  throw new InputOptionError(
    "inputs of type float32, int32 or bool",
    `"${input}" of type ${dtype}`,
    "Export a model whose inputs are numbers, without the part that reads text.",
  );
}
