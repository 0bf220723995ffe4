import type { Session } from "../../runtime/index.js";
import type { HostTensor } from "../../tensor/hostTensor.js";
import { sizeOf } from "../../tensor/shape.js";

/** Kernels sum in another order for another batch size, so everything runs in this one, the last batch padded with zeros. */
export const BATCH = 32;

/**
 * Runs a network over many rows, uint8 or float32 [n, ...], and joins its outputs.
 * @returns per output name all n rows, in order.
 */
export async function inBatches(
  session: Session,
  input: string,
  rows: { readonly data: Uint8Array | Float32Array; readonly shape: readonly number[] },
): Promise<Record<string, HostTensor>> {
  const [count, ...rest] = rows.shape as [number, ...number[]];
  const size = sizeOf(rest);
  const isBytes = rows.data instanceof Uint8Array;
  const joined: Record<string, HostTensor> = {};
  for (let start = 0; start < count; start += BATCH) {
    const filled = Math.min(BATCH, count - start);
    const data = isBytes ? new Uint8Array(BATCH * size) : new Float32Array(BATCH * size);
    data.set(rows.data.subarray(start * size, (start + filled) * size));
    const outputs = await session.run({
      [input]: { dtype: isBytes ? "uint8" : "float32", shape: [BATCH, ...rest], data },
    });
    for (const [name, output] of Object.entries(outputs)) {
      const each = output.data.length / BATCH;
      joined[name] ??= {
        dtype: output.dtype,
        shape: [count, ...output.shape.slice(1)],
        data: output.dtype === "uint8" ? new Uint8Array(count * each) : new Float32Array(count * each),
      };
      joined[name].data.set(output.data.subarray(0, filled * each), start * each);
    }
  }
  return joined;
}
