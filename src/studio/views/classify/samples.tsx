import { useContext } from "preact/hooks";
import { fromBase64 } from "../../../client/index.js";
import { client } from "../../state/client.js";
import { ModelsContext } from "../../state/models.js";
import { useAnswer } from "../../state/useAnswer.js";

/** Faces to try, for who has no photograph at hand: generated, one of each class. */
export function Samples({ onFile }: { onFile: (file: Blob, by: string) => void }) {
  // Drawn faces are judged by the model that drew them, which knows such faces.
  const model = useContext(ModelsContext).find(
    ({ abilities }) => abilities.includes("GENERATE") && abilities.includes("CLASSIFY"),
  );
  const samples = useAnswer(
    async (signal) =>
      Promise.all(
        (model?.ready ? model.labels : []).slice(0, 8).map(async (label) => {
          const { augment } = await client.query(
            { augment: { $: { class: label, s: 0.1, n: 1, seed: 3, model: model?.id }, images: { base64: true } } },
            { signal },
          );
          return { label, base64: augment?.images[0]?.base64 ?? "" };
        }),
      ),
    [model?.id, model?.ready],
  );
  if (samples.error !== undefined || !model) return null;
  return (
    <fieldset class="samples">
      <legend>Or try a generated face</legend>
      {(samples.value ?? []).map(({ label, base64 }) => (
        <button
          key={label}
          type="button"
          aria-label={`Generated ${label}`}
          title={`Generated ${label}`}
          onClick={() => onFile(new Blob([fromBase64(base64)], { type: "image/png" }), model.id)}
        >
          <img src={`data:image/png;base64,${base64}`} alt="" />
        </button>
      ))}
    </fieldset>
  );
}
