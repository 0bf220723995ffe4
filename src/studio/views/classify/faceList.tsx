import { Probabilities } from "../../parts/probabilities.js";
import type { Finding } from "./describe.js";

/** Each face with its probabilities, or with the reason why it has none. */
export function FaceList({ finding: { faces, notice } }: { finding: Finding }) {
  return (
    <div class="face-list">
      {faces.length === 0 && <p>No face was found. Faces that are very small or turned away are not seen.</p>}
      {faces.map(({ probabilities, abstained }, i) => (
        <section key={i} class="card" aria-label={`Face ${i + 1}`}>
          {faces.length > 1 && <h2>Face {i + 1}</h2>}
          {abstained && (
            <p class="abstained">
              <strong>Not named.</strong> {abstained}
            </p>
          )}
          {probabilities && <Probabilities of={probabilities} />}
        </section>
      ))}
      {notice && faces.length > 0 && <p class="hint">{notice}</p>}
    </div>
  );
}
