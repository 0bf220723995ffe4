import { useEffect, useState } from "preact/hooks";
import { buildOperation } from "../../../client/index.js";
import { ClassPicker } from "../../parts/classPicker.js";
import { CopyButton } from "../../parts/copyButton.js";
import { ErrorBox } from "../../parts/errorBox.js";
import { Icon } from "../../parts/icon.js";
import { QueryBox } from "../../parts/queryBox.js";
import { Slider } from "../../parts/slider.js";
import { useModel } from "../../state/models.js";
import { keepInAddress } from "../../state/route.js";
import { useSettled } from "../../state/useSettled.js";
import { DownloadButton } from "./downloadButton.js";
import { FaceGrid } from "./faceGrid.js";
import { newSeed, type Recipe, readRecipe } from "./recipe.js";
import { streamSelection, useFaces } from "./useFaces.js";

/** New faces of a class, beside the faces that they came from. */
export function AugmentView({ params }: { params: URLSearchParams }) {
  const model = useModel();
  const [recipe, setRecipe] = useState<Recipe>(() => readRecipe(params, model));
  const [sources, showSources] = useState(true);
  const change = (part: Partial<Recipe>) => setRecipe((before) => ({ ...before, ...part }));
  const settled = useSettled(recipe, 90);
  const { faces, originals, streaming, error, again } = useFaces(model.id, settled);
  useEffect(() => keepInAddress("augment", { ...settled }), [settled]);
  const rare = model.tailClasses.includes(recipe.class);

  return (
    <div class="split">
      <div class="panel">
        <h1>Augment</h1>
        <p class="lead">
          Every face on the left of a pair is a training image as the model sees it; on the right it has moved in the
          directions in which its class varies.
        </p>
        <ClassPicker model={model} value={recipe.class} onChange={(label) => change({ class: label })} />
        <Slider
          label="How far, s"
          value={recipe.s}
          min={0}
          max={2}
          step={0.05}
          text={recipe.s.toFixed(2)}
          onInput={(s) => change({ s })}
          hint="0 is the face itself; 1 is as spread out as the class. Further is more varied, and less sure to keep the expression."
        />
        <div class="row">
          <label class="field">
            Faces
            <select value={recipe.n} onChange={(event) => change({ n: Number(event.currentTarget.value) })}>
              {[12, 24, 48].map((n) => (
                <option key={n}>{n}</option>
              ))}
            </select>
          </label>
          <label class="field grow">
            Seed
            <input
              inputMode="numeric"
              pattern="\d{1,15}"
              value={recipe.seed}
              onChange={(event) =>
                /^\d{1,15}$/.test(event.currentTarget.value) && change({ seed: Number(event.currentTarget.value) })
              }
            />
          </label>
          <button
            type="button"
            class="icon boxed"
            aria-label="Another seed"
            title="Another seed"
            onClick={() => change({ seed: newSeed() })}
          >
            <Icon name="dice" />
          </button>
        </div>
        <label class="check">
          <input type="checkbox" checked={sources} onChange={(event) => showSources(event.currentTarget.checked)} />
          Show where each came from
        </label>
        <div class="row wrap">
          <DownloadButton model={model} recipe={settled} disabled={streaming} />
          <CopyButton text={() => location.href} label="Copy link" icon="link" />
        </div>
        <p class="hint">
          The same class, s and seed give the same faces, byte for byte. Generated files are marked as synthetic.
        </p>
      </div>
      <section class="stage" aria-label="Generated faces">
        <p class="progress-line" role="status">
          {error === undefined && (
            <>
              <strong>
                {Math.min(faces.length, recipe.n)} of {recipe.n}
              </strong>{" "}
              {rare && "rare "}faces of {recipe.class} at s = {recipe.s.toFixed(2)}
              {streaming && <span class="dots"> …</span>}
            </>
          )}
        </p>
        {error !== undefined ? (
          <ErrorBox error={error} again={again} />
        ) : (
          <FaceGrid
            count={settled.n}
            label={settled.class}
            faces={faces}
            originals={sources ? originals : undefined}
            stale={streaming}
          />
        )}
        <QueryBox operation={buildOperation("Subscription", streamSelection(model.id, settled))} />
      </section>
    </div>
  );
}
