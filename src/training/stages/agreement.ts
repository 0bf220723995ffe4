import type { HostTensor } from "../../tensor/hostTensor.js";
import { argmaxRows } from "../metrics/index.js";

type Outputs = Readonly<Record<string, HostTensor>>;

/** How far a network's outputs are from those it had before its weights were rounded, and whether that is near enough. */
export interface Agreement {
  /** What is compared, in words, and the figure. */
  readonly figures: Readonly<Record<string, number>>;
  readonly near: boolean;
}

/** Tolerances of docs/bundle.md, precision. */
const LARGEST_RELATIVE = 0.005;
const LARGEST_PIXELS = 1;
const LARGEST_PROBABILITY = 0.01;

export function encoderAgreement(exact: Outputs, stored: Outputs): Agreement {
  const { mean } = differences(exact.mean!, stored.mean!);
  const values = Float64Array.from(exact.mean!.data);
  const size = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
  const relative = size === 0 ? mean : mean / size;
  return { figures: { "mean difference of encodings, relative": relative }, near: relative < LARGEST_RELATIVE };
}

export function decoderAgreement(exact: Outputs, stored: Outputs): Agreement {
  const { mean, worst } = differences(exact.images!, stored.images!);
  return {
    figures: { "mean difference of pixels, of 255": mean, "largest difference of a pixel, of 255": worst },
    near: mean < LARGEST_PIXELS,
  };
}

/** A label may change where the two best classes were closer than the rounding. */
export function classifierAgreement(exact: Outputs, stored: Outputs): Agreement {
  const { worst } = differences(exact.probabilities!, stored.probabilities!);
  const classes = exact.probabilities!.shape.at(-1)!;
  const [before, after] = [exact, stored].map((outputs) => argmaxRows(outputs.probabilities!.data, classes));
  const changed = before!.filter((label, i) => label !== after![i]).length;
  return {
    figures: { "largest difference of a probability": worst, "labels that change": changed, of: before!.length },
    near: worst < LARGEST_PROBABILITY,
  };
}

function differences({ data: a }: HostTensor, { data: b }: HostTensor): { mean: number; worst: number } {
  let [sum, worst] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    sum += difference;
    worst = Math.max(worst, difference);
  }
  return { mean: sum / Math.max(1, a.length), worst };
}
