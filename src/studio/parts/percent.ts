/** 0 to 1 as a percentage, with a digit behind the point only where it tells something. */
export function percent(value: number): string {
  const hundredfold = value * 100;
  return `${hundredfold > 0 && hundredfold < 9.95 ? hundredfold.toFixed(1) : Math.round(hundredfold)} %`;
}
