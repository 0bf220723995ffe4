import { SemblanceError } from "../errors/semblanceError.js";

/** A graph model decides while it runs what to compute, or how large a result is; a graph that is traced once cannot. */
export class ControlFlowError extends SemblanceError {
  constructor(nodes: readonly { readonly name: string; readonly op: string }[]) {
    const listed = nodes.slice(0, 5).map(({ name, op }) => `${op} ("${name}")`);
    const more = nodes.length > 5 ? ` and ${nodes.length - 5} more` : "";
    super(
      "CONTROL_FLOW",
      `Expected a graph model without loops, branches and results of unknown size, but it has ${listed.join(", ")}${more}. ` +
        "Export the part before them from TensorFlow, for instance without the non-maximum suppression at the end, and do the rest outside.",
    );
  }
}
