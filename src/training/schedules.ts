import type { KlSettings } from "./settings.js";

/** Cosine from `rate` to 0 over `steps` (Loshchilov and Hutter 2017), after a linear rise over the first `warmUp` of them. */
export function cosine(rate: number, step: number, steps: number, warmUp = 0): number {
  if (step < warmUp) return (rate * (step + 1)) / warmUp;
  return (rate * (1 + Math.cos((Math.PI * (step - warmUp)) / Math.max(1, steps - warmUp)))) / 2;
}

/** Linear from 0 to `max` over all steps: the paper's KL weight. */
export function linear(max: number, step: number, steps: number): number {
  return (max * (step + 1)) / steps;
}

/**
 * Cyclical (Fu et al. 2019): `cycles` times from 0 to `max` within the first `ramp` of the cycle, then `max` until its end. One cycle with a
 * ramp of 1/4 is the monotone schedule that they compare with.
 */
function cyclical({ max, cycles, ramp }: Omit<KlSettings, "schedule">, step: number, steps: number): number {
  // The remainder is taken of integers: a cycle starts at exactly 0.
  const position = ((step * cycles) % steps) / steps;
  return max * Math.min(position / ramp, 1);
}

/** The weight of the KL term at a step. */
export function klWeight(kl: KlSettings, step: number, steps: number): number {
  if (kl.schedule === "linear") return linear(kl.max, step, steps);
  return kl.schedule === "constant" ? kl.max : cyclical(kl, step, steps);
}
