import type { Kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { transpose } from "./transpose.js";

const TO_LAST = [0, 2, 3, 1];
const TO_FIRST = [0, 3, 1, 2];
/** An image of one element of the batch, as activation weights are given. */
const SINGLE_TO_LAST = [1, 2, 0];

const permuted = (trace: Tracer, x: TracedValue, perm: readonly number[]) =>
  transpose.lower(trace, { x }, { perm }) as TracedValue;

/**
 * The same kernel for images that a program keeps as NCHW: `images` are its inputs that are images, `shape` is its attribute that is the
 * shape of one. Nothing is moved: a transposed value is the same tensor with its axes renamed, and convolutions store it that way anyway.
 */
export function forDataFormats(
  kernel: Kernel,
  { images, shape, result = true }: { images: readonly string[]; shape?: string; result?: boolean },
): Kernel {
  return {
    name: kernel.name,
    lower: (trace, inputs, attributes) => {
      const given = attributes as Record<string, unknown>;
      if (given.dataFormat !== "NCHW") return kernel.lower(trace, inputs, attributes);
      const channelsLast = Object.entries(inputs).map(([name, value]): [string, TracedValue] => [
        name,
        images.includes(name) && value.shape.length > 2
          ? permuted(trace, value, value.shape.length === 4 ? TO_LAST : SINGLE_TO_LAST)
          : value,
      ]);
      const sizes = shape === undefined ? undefined : (given[shape] as number[]);
      const explicit = Array.isArray(given.pad) ? { pad: TO_LAST.map((axis) => (given.pad as unknown[])[axis]) } : {};
      const output = kernel.lower(trace, Object.fromEntries(channelsLast), {
        ...given,
        ...explicit,
        dataFormat: "NHWC",
        ...(shape !== undefined && sizes && { [shape]: TO_LAST.map((axis) => sizes[axis]) }),
      }) as TracedValue;
      return result ? permuted(trace, output, TO_FIRST) : output;
    },
  };
}
