import { useState } from "preact/hooks";
import { percent } from "../../parts/percent.js";
import { Scroll } from "../../parts/scroll.js";
import type { SplitScores } from "./metrics.js";

/** The confusion matrix of a classifier on a split, in per cent of each true class. */
export function Scores({ labels, all }: { labels: readonly string[]; all: readonly SplitScores[] }) {
  const [chosen, choose] = useState(() =>
    Math.max(
      0,
      all.findIndex(({ split }) => split === "balancedTest"),
    ),
  );
  const scores = all[chosen];
  if (!scores) {
    return (
      <section class="card">
        <h2>Confusion matrix</h2>
        <p class="hint">This bundle holds no measured results.</p>
      </section>
    );
  }
  return (
    <section class="card" aria-labelledby="confusion-title">
      <h2 id="confusion-title">Confusion matrix</h2>
      <label class="field">
        Classifier and images
        <select value={chosen} onChange={(event) => choose(Number(event.currentTarget.value))}>
          {all.map(({ classifier, split, images }, i) => (
            <option key={i} value={i}>
              {classifier} on {split} ({images.toLocaleString("en")} images)
            </option>
          ))}
        </select>
      </label>
      <Scroll label="Confusion matrix, in per cent">
        <table class="confusion">
          <caption>
            Right in {percent(scores.accuracy)}; mean over classes {percent(scores.meanClassAccuracy)}. Rows are the
            truth, columns the answer, in per cent of the row.
          </caption>
          <thead>
            <tr>
              <td />
              {labels.map((label) => (
                <th key={label} scope="col">
                  <span>{label}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scores.confusion.map((row, truth) => {
              const sum = row.reduce((a, b) => a + b, 0);
              return (
                <tr key={truth}>
                  <th scope="row">{labels[truth]}</th>
                  {row.map((count, answer) => (
                    <Cell key={answer} share={sum === 0 ? 0 : count / sum} right={truth === answer} />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Cell({ share, right }: { share: number; right: boolean }) {
  const depth = Math.round(share * 100);
  return (
    <td class={right ? "right" : "wrong"} style={{ "--share": `${depth}%` }}>
      {depth === 0 ? "" : depth}
    </td>
  );
}
