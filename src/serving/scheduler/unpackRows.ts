import { invariant } from "../../errors/invariant.js";
import type { HostTensor, TensorData } from "../../tensor/hostTensor.js";

/** One row of every output of a network, by output name. */
export type Row = Readonly<Record<string, TensorData>>;

/** The first `count` rows of the outputs of one run over a batch of `bucket` rows. */
export function unpackRows(outputs: Record<string, HostTensor>, count: number, bucket: number): Row[] {
  const rows: Record<string, TensorData>[] = Array.from({ length: count }, () => ({}));
  for (const [name, tensor] of Object.entries(outputs)) {
    invariant(tensor.shape[0] === bucket, `Output ${name} has ${tensor.shape[0]} rows for a batch of ${bucket}.`);
    const size = tensor.data.length / bucket;
    rows.forEach((row, index) => {
      // A copy, so that one kept row does not keep the whole batch in memory.
      row[name] = tensor.data.slice(index * size, (index + 1) * size);
    });
  }
  return rows;
}
