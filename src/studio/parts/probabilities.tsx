import { Bar } from "./bar.js";
import { percent } from "./percent.js";

/** Classes with bars, the most probable first. */
export function Probabilities({
  of,
  most = 7,
}: {
  of: readonly { label: string; probability: number }[];
  most?: number;
}) {
  return (
    <ul class="bars">
      {of.slice(0, most).map(({ label, probability }, i) => (
        <li key={label} class={i === 0 ? "first" : undefined}>
          <span>{label}</span>
          <Bar share={probability} />
          <span class="number">{percent(probability)}</span>
        </li>
      ))}
    </ul>
  );
}
