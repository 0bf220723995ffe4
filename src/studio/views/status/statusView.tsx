import { useEffect, useRef } from "preact/hooks";
import { ErrorBox } from "../../parts/errorBox.js";
import { Starting } from "../../parts/starting.js";
import { client } from "../../state/client.js";
import { useAnswer } from "../../state/useAnswer.js";
import { ModelCard } from "./modelCard.js";
import { FIELDS } from "./statusFields.js";

/** How often the server is asked, in milliseconds. */
const EVERY_MS = 1000;

/** What the server is doing now, and what it did in the last minute. */
export function StatusView() {
  const status = useAnswer(async (signal) => (await client.query({ status: FIELDS }, { signal })).status, []);
  const again = useRef(status.again);
  again.current = status.again;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || again.current(), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const { value, error } = status;

  return (
    <>
      <div class="title-row">
        <h1>Status</h1>
        {value && error === undefined && (
          <p class="lead">Up for {duration(value.uptimeSeconds)}; figures are of the last minute</p>
        )}
      </div>
      {error !== undefined && <ErrorBox error={error} again={status.again} />}
      {!value && error === undefined && <Starting />}
      {value && (
        <div class="cards status">
          {value.models.length === 0 && <p class="card">No model is served.</p>}
          {value.models.map((model) => (
            <ModelCard key={model.id} model={model} />
          ))}
          {value.refused.length > 0 && (
            <section class="card" aria-labelledby="refused-title">
              <h2 id="refused-title">Refused bundles</h2>
              <ul class="refused">
                {value.refused.map(({ bundle, code, reason }) => (
                  <li key={bundle}>
                    <strong>{bundle}</strong> <code>{code}</code>
                    <p class="hint">{reason}</p>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </>
  );
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} days`;
}
