import { checkGraph } from "./checkGraph.js";
import { halveConstants } from "./passes/halveConstants.js";
import { readOnnx } from "./readOnnx.js";
import { writeOnnx } from "./writeOnnx.js";

/** The same model with its large weights stored in half precision; see {@link halveConstants}. Inputs, outputs and arithmetic stay float32. */
export function halfPrecision(model: Uint8Array): Uint8Array {
  return writeOnnx(checkGraph(halveConstants(readOnnx(model)), halveConstants.name));
}
