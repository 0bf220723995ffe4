import { useEffect, useState } from "preact/hooks";
import { latentNumbers } from "../../../client/index.js";
import { ClassPicker } from "../../parts/classPicker.js";
import { ErrorBox } from "../../parts/errorBox.js";
import { Icon } from "../../parts/icon.js";
import { percent } from "../../parts/percent.js";
import { Slider } from "../../parts/slider.js";
import { client } from "../../state/client.js";
import { useModel } from "../../state/models.js";
import { useAnswer } from "../../state/useAnswer.js";
import { useSettled } from "../../state/useSettled.js";
import { decode, see } from "./decode.js";
import { moved } from "./latents.js";
import { SeenFace } from "./seenFace.js";

const COUNT = 6;
const STEPS = [-3, -2, -1, 0, 1, 2, 3];

/** The directions in which a class varies most, each with a slider; the strip walks along one of them. */
export function Directions({ label, onLabel }: { label: string; onLabel: (label: string) => void }) {
  const model = useModel();
  const [amounts, setAmounts] = useState<readonly number[]>(Array(COUNT).fill(0));
  const [walked, walk] = useState(0);
  const space = useAnswer((signal) => askDirections(label, model.id, signal), [label, model.id]);
  const settled = useSettled(amounts, 50);
  const current = space.value?.label === label ? space.value : undefined;
  useEffect(() => setAmounts(Array(COUNT).fill(0)), [label]);

  const at = (values: readonly number[]) =>
    current &&
    moved(
      current.mean,
      current.directions.map(({ direction, deviation }, i) => ({ direction, amount: (values[i] ?? 0) * deviation })),
    );
  const face = useAnswer(
    async (signal) => {
      const latent = at(settled);
      return latent && see(latent, model.id, signal);
    },
    [current, settled],
  );
  const strip = useAnswer(
    async (signal) => {
      const latents = STEPS.map((step) => at(settled.map((amount, i) => (i === walked ? step : amount))));
      if (!current) return [];
      return decode(
        latents.filter((latent) => latent !== undefined),
        model.id,
        signal,
      );
    },
    [current, walked, settled.filter((_, i) => i !== walked).join()],
  );

  if (space.error !== undefined) return <ErrorBox error={space.error} again={space.again} />;
  return (
    <div class="split">
      <div class="panel">
        <ClassPicker model={model} value={label} onChange={onLabel} />
        <div class="directions">
          {(current?.directions ?? []).map(({ share }, i) => (
            <Slider
              key={`${label}${i}`}
              label={`Direction ${i + 1}, ${percent(share)} of what varies`}
              value={amounts[i] ?? 0}
              min={-3}
              max={3}
              step={0.1}
              text={`${signed(amounts[i] ?? 0)} σ`}
              onInput={(value) => {
                setAmounts((before) => before.map((amount, k) => (k === i ? value : amount)));
                walk(i);
              }}
            />
          ))}
        </div>
        <div class="row">
          <button type="button" onClick={() => setAmounts(Array(COUNT).fill(0))}>
            Back to the mean
          </button>
          <button type="button" onClick={() => setAmounts(amounts.map(() => Math.round(gaussian() * 10) / 10))}>
            <Icon name="dice" />
            At random
          </button>
        </div>
        <p class="hint">
          Principal directions of the covariance that augmentation draws from. They are found in the data, not named by
          anybody: what one does, you see.
        </p>
      </div>
      <section class="stage" aria-label="Face at this place">
        <SeenFace asked={face} caption={`The mean ${label}, moved`} />
        <h2 class="strip-title">Along direction {walked + 1}</h2>
        <ol class="strip">
          {STEPS.map((step, i) => (
            <li key={step}>
              <button
                type="button"
                aria-pressed={amounts[walked] === step}
                onClick={() => setAmounts((before) => before.map((amount, k) => (k === walked ? step : amount)))}
              >
                {strip.value?.[i] ? <img src={strip.value[i]} alt="" /> : <span class="empty" />}
                <span>{signed(step)} σ</span>
              </button>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

async function askDirections(label: string, id: string, signal: AbortSignal) {
  const { model } = await client.query(
    {
      model: {
        $: { id },
        latentDirections: {
          $: { class: label, k: COUNT },
          mean: true,
          directions: { direction: true, standardDeviation: true, share: true },
        },
      },
    },
    { signal },
  );
  const { mean, directions } = model?.latentDirections ?? { mean: "", directions: [] };
  return {
    label,
    mean: latentNumbers(mean),
    directions: directions.map(({ direction, standardDeviation, share }) => ({
      direction: latentNumbers(direction),
      deviation: standardDeviation,
      share,
    })),
  };
}

function signed(value: number): string {
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value)}`;
}

function gaussian(): number {
  return Math.max(
    -2.5,
    Math.min(2.5, Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random())),
  );
}
