import { SemblanceError } from "../../../errors/semblanceError.js";
import type { Gate } from "../../stages/gates.js";

/** The generator cannot be expected to help: what it makes does not keep its labels. Arms that need it were not trained. */
export class GatesNotMetError extends SemblanceError {
  readonly gates: readonly Gate[];

  constructor(gates: readonly Gate[], folder: string) {
    const failed = gates.filter(({ passed }) => !passed);
    super(
      "GATES_NOT_MET",
      `Expected every condition for augmentation to hold, but ${failed.length} of ${gates.length} do not: ` +
        `${failed.map(({ name, value, wanted }) => `${name} is ${value.toFixed(3)}, wanted ${wanted}`).join("; ")}. ` +
        `Train a better VAE-GAN, or go on all the same with: semblance experiment table1 --resume ${folder} --ignore-gates`,
    );
    this.gates = gates;
  }
}
