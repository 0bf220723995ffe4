import { useState } from "preact/hooks";
import { ErrorBox } from "../../parts/errorBox.js";
import { Slider } from "../../parts/slider.js";
import { useModel } from "../../state/models.js";
import { useAnswer } from "../../state/useAnswer.js";
import { useSettled } from "../../state/useSettled.js";
import { decode, see } from "./decode.js";
import type { Face } from "./faceOf.js";
import { FacePicker } from "./facePicker.js";
import { between } from "./latents.js";
import { SeenFace } from "./seenFace.js";

const STEPS = Array.from({ length: 9 }, (_, i) => i / 8);

/** Two faces, and the straight line between their latents. */
export function Between({ label }: { label: string }) {
  const model = useModel();
  const other = model.labels.find((one) => one !== label && one !== "neutral") ?? label;
  const [from, setFrom] = useState<Face>();
  const [to, setTo] = useState<Face>();
  const [t, setT] = useState(0.5);
  const settled = useSettled(t, 50);
  const face = useAnswer(
    async (signal) => (from && to ? see(between(from.latent, to.latent, settled), model.id, signal) : undefined),
    [from, to, settled],
  );
  const strip = useAnswer(
    async (signal) =>
      from && to
        ? decode(
            STEPS.map((step) => between(from.latent, to.latent, step)),
            model.id,
            signal,
          )
        : undefined,
    [from, to],
  );
  return (
    <div class="split">
      <div class="panel">
        <FacePicker legend="From" name="from" first={label} seed={3} value={from} onChange={setFrom} />
        <FacePicker legend="To" name="to" first={other} seed={5} value={to} onChange={setTo} />
        <p class="hint">Training faces as the decoder sees them. Choose one on each side.</p>
      </div>
      <section class="stage" aria-label="Face between the two">
        <SeenFace asked={face} caption={`${Math.round((1 - t) * 100)} % first, ${Math.round(t * 100)} % second`} />
        <Slider
          label="Between"
          value={t}
          min={0}
          max={1}
          step={0.01}
          text={`${Math.round(t * 100)} %`}
          onInput={setT}
        />
        {strip.error !== undefined && <ErrorBox error={strip.error} again={strip.again} />}
        <ol class="strip">
          {STEPS.map((step, i) => (
            <li key={step}>
              <button
                type="button"
                aria-label={`${Math.round(step * 100)} per cent of the way`}
                aria-pressed={t === step}
                onClick={() => setT(step)}
              >
                {strip.value?.[i] ? <img src={strip.value[i]} alt="" /> : <span class="empty" />}
              </button>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
