import { ErrorBox } from "../../parts/errorBox.js";
import { client } from "../../state/client.js";
import { useModel } from "../../state/models.js";
import { useAnswer } from "../../state/useAnswer.js";
import { ClassHistogram } from "./classHistogram.js";
import { Curves } from "./curves.js";
import { Markdown } from "./markdown.js";
import { scoresOf } from "./metrics.js";
import { Scores } from "./scores.js";

/** What a bundle was trained on, how good it is, and its card. */
export function BundleView() {
  const model = useModel();
  const more = useAnswer(
    async (signal) =>
      (
        await client.query(
          { model: { $: { id: model.id }, card: true, metrics: true, report: { name: true } } },
          { signal },
        )
      ).model,
    [model.id],
  );
  return (
    <>
      <div class="title-row">
        <h1>Bundle</h1>
        <p class="lead">{model.id}</p>
      </div>
      <dl class="facts">
        <Fact name="Classes" value={String(model.labels.length)} />
        <Fact name="Images" value={`${model.imageSize} × ${model.imageSize}`} />
        <Fact name="Latents" value={String(model.latentSize)} />
        <Fact name="Classifiers" value={model.classifiers.join(", ")} />
        <Fact name="Runs on" value={model.device ?? "not yet"} />
        <Fact name="Digest" value={model.digest.slice(0, 12)} title={model.digest} />
      </dl>
      <div class="cards">
        <ClassHistogram model={model} />
        {more.error !== undefined && <ErrorBox error={more.error} again={more.again} />}
        {more.value && <Scores labels={model.labels} all={scoresOf(more.value.metrics)} />}
        {more.value && <Curves model={model.id} names={more.value.report.map(({ name }) => name)} />}
      </div>
      {more.value && (
        <section class="card prose" aria-labelledby="card-title">
          <h2 id="card-title">Model card</h2>
          <Markdown text={more.value.card} />
        </section>
      )}
    </>
  );
}

function Fact({ name, value, title }: { name: string; value: string; title?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd title={title}>{value}</dd>
    </div>
  );
}
