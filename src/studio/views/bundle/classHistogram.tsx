import { Bar } from "../../parts/bar.js";
import type { Model } from "../../state/models.js";

/** Training images per class, the commonest first; the tail is marked. */
export function ClassHistogram({ model }: { model: Model }) {
  const sorted = [...model.classCounts].sort((a, b) => b.count - a.count);
  const most = Math.max(1, ...sorted.map(({ count }) => count));
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  return (
    <section class="card" aria-labelledby="histogram-title">
      <h2 id="histogram-title">Training images per class</h2>
      <ul class="bars histogram">
        {sorted.map(({ label, count }) => (
          <li key={label} class={model.tailClasses.includes(label) ? "tail" : undefined}>
            <span>
              {label}
              {model.tailClasses.includes(label) && <small> rare</small>}
            </span>
            <Bar share={count / most} />
            <span class="number">{count.toLocaleString("en")}</span>
          </li>
        ))}
      </ul>
      <p class="hint">
        {total.toLocaleString("en")} images. The commonest class has{" "}
        {(most / Math.max(1, sorted.at(-1)?.count ?? 1)).toFixed(0)} times as many as the rarest. A stream generates the
        marked classes when none are named.
      </p>
    </section>
  );
}
