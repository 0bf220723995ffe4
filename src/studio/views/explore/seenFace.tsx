import { ErrorBox } from "../../parts/errorBox.js";
import { Probabilities } from "../../parts/probabilities.js";
import type { Asked } from "../../state/useAnswer.js";
import type { Seen } from "./decode.js";

/** A decoded face, large, beside what the classifier sees in it. */
export function SeenFace({ asked, caption }: { asked: Asked<Seen | undefined>; caption: string }) {
  if (asked.error !== undefined) return <ErrorBox error={asked.error} again={asked.again} />;
  const { value } = asked;
  return (
    <div class="seen">
      <figure>
        {value ? (
          <img src={value.url} alt={`${caption}: ${value.probabilities[0]?.label ?? "no"} visible`} />
        ) : (
          <span class="empty" />
        )}
        <figcaption>{caption}</figcaption>
      </figure>
      <div class="seen-says" aria-live="polite">
        <h2>What the classifier sees</h2>
        {value && <Probabilities of={value.probabilities} />}
      </div>
    </div>
  );
}
