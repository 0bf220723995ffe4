import { useState } from "preact/hooks";
import { ErrorBox } from "../../parts/errorBox.js";
import { client } from "../../state/client.js";
import { useAnswer } from "../../state/useAnswer.js";

/** Pictures of the training report: curves and sample grids, one at a time. */
export function Curves({ model, names }: { model: string; names: readonly string[] }) {
  const [name, setName] = useState(names.find((one) => one.endsWith(".svg")) ?? names[0]);
  const picture = useAnswer(
    async (signal) => {
      if (!name) return undefined;
      const answer = await client.query(
        { model: { $: { id: model }, report: { $: { name }, name: true, dataUrl: true } } },
        { signal },
      );
      return answer.model?.report[0];
    },
    [model, name],
  );
  return (
    <section class="card whole-row" aria-labelledby="curves-title">
      <h2 id="curves-title">Training report</h2>
      {names.length === 0 && <p class="hint">This bundle holds no report.</p>}
      {names.length > 0 && (
        <label class="field">
          Picture
          <select value={name} onChange={(event) => setName(event.currentTarget.value)}>
            {names.map((one) => (
              <option key={one} value={one}>
                {titleOf(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      {picture.error !== undefined && <ErrorBox error={picture.error} again={picture.again} />}
      {picture.value && <img class="report-picture" src={picture.value.dataUrl} alt={titleOf(picture.value.name)} />}
      {names.length > 0 && !picture.value && picture.error === undefined && <span class="report-picture empty" />}
    </section>
  );
}

function titleOf(name: string): string {
  const words = name.replace(/\.\w+$/, "").replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
