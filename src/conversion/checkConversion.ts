import * as tf from "@tensorflow/tfjs-core";
import { openSession, type Session } from "../runtime/index.js";
import type { HostTensor, TensorSpec } from "../tensor/hostTensor.js";
import { ConversionMismatchError } from "./conversionMismatchError.js";
import type { InputRange, Network } from "./network.js";
import { randomInput } from "./randomInput.js";

/** Two orders of summing differ by about 1e-6 of the largest element; layers that divide by small numbers make it a hundred times that. */
export const TOLERANCE = 2e-4;

/**
 * Runs a converted model and the network that it was made from on the same random inputs, and requires the same outputs: equal integers and
 * booleans, and floats that differ by at most {@link TOLERANCE} times the largest element (at least 1).
 *
 * @param batches the batch sizes to try. @returns the largest relative difference seen. @throws ConversionMismatchError
 */
export async function checkConversion(
  model: Uint8Array,
  { fn }: Pick<Network, "fn">,
  inputs: readonly TensorSpec[],
  ranges: ReadonlyMap<string, InputRange>,
  batches: readonly number[],
): Promise<number> {
  const session = await openSession(model, { device: "cpu" });
  let worst = 0;
  try {
    for (const batch of batches) {
      const feeds = Object.fromEntries(
        inputs.map((spec) => [spec.name, randomInput(spec, batch, ranges.get(spec.name))]),
      );
      worst = Math.max(worst, await compare(session, fn, feeds, `a batch of ${batch}`));
    }
  } finally {
    await session.close();
  }
  return worst;
}

async function compare(
  session: Session,
  fn: Network["fn"],
  feeds: Record<string, HostTensor>,
  batch: string,
): Promise<number> {
  const expected = eager(fn, feeds);
  const actual = await session.run(feeds);
  let worst = 0;
  for (const [name, tensor] of expected) {
    const fail = (problem: string) => new ConversionMismatchError(name, batch, problem);
    const got = actual[name];
    if (!got || got.shape.join() !== tensor.shape.join() || got.dtype !== tensor.dtype)
      throw fail(`is ${got?.dtype}[${got?.shape}] where TensorFlow.js gives ${tensor.dtype}[${tensor.shape}]`);
    const scale = largest(tensor.data);
    const tolerance = tensor.dtype === "float32" ? TOLERANCE : 0;
    for (const [i, value] of tensor.data.entries()) {
      if (Object.is(value, got.data[i]) || value === got.data[i]) continue;
      const difference = Math.abs(value - got.data[i]!) / scale;
      // Also NaN on one side only, which no comparison with a number would catch.
      if (!(difference <= tolerance))
        throw fail(`is ${got.data[i]} at element ${i} where TensorFlow.js gives ${value}`);
      worst = Math.max(worst, difference);
    }
  }
  return worst;
}

/** The largest finite magnitude, at least 1. */
function largest(elements: HostTensor["data"]): number {
  let most = 1;
  for (const value of elements) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  return most;
}

/** What TensorFlow.js's own processor backend computes. */
function eager(fn: Network["fn"], feeds: Record<string, HostTensor>): Map<string, HostTensor> {
  const results = new Map<string, HostTensor>();
  tf.tidy(() => {
    const tensors = Object.entries(feeds).map(([name, { data, shape, dtype }]) => [
      name,
      tf.tensor(data, [...shape], dtype as tf.NumericDataType),
    ]);
    for (const [name, tensor] of Object.entries(fn(Object.fromEntries(tensors)))) {
      const data = tensor.dataSync() as HostTensor["data"];
      results.set(name, { dtype: tensor.dtype as HostTensor["dtype"], shape: tensor.shape, data });
    }
  });
  return results;
}
