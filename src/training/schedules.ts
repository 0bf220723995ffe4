/** Cosine from `rate` to 0 over `steps` (Loshchilov and Hutter 2017), after a linear rise over the first `warmUp` of them. */
export function cosine(rate: number, step: number, steps: number, warmUp = 0): number {
  if (step < warmUp) return (rate * (step + 1)) / warmUp;
  return (rate * (1 + Math.cos((Math.PI * (step - warmUp)) / Math.max(1, steps - warmUp)))) / 2;
}

/** Linear from 0 to `max` over all steps: the paper's KL weight. */
export function linear(max: number, step: number, steps: number): number {
  return (max * (step + 1)) / steps;
}
