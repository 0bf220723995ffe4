// A React component for a front end where a person stays responsible, such as a clinic's: consent first, then the visible expression in a chosen
// picture, with how sure the classifier is and what its answer means.
//   <ExpressionPanel client={new SemblanceClient({ url: "/graphql" })} onResult={(classification) => …} />
import { SemblanceClient } from "semblance/client";
import { useEffect, useId, useRef, useState } from "react";

/** Below this, the panel says that it cannot tell: a clinician should not read a guess. */
const SURE = 0.5;

export function ExpressionPanel({ client, onResult }) {
  const [agreed, setAgreed] = useState(false);
  const [state, setState] = useState({ step: "waiting" });
  const work = useRef();
  const id = useId();
  useEffect(() => () => work.current?.abort(), []);

  async function look(file) {
    work.current?.abort();
    const mine = new AbortController();
    work.current = mine;
    setState({ step: "looking" });
    try {
      const { classifyExpression } = await client.query(
        {
          classifyExpression: {
            $: { image: { upload: file } },
            label: true,
            probability: true,
            probabilities: { label: true, probability: true },
            notice: true,
          },
        },
        { signal: mine.signal },
      );
      setState({ step: "seen", seen: classifyExpression });
      onResult?.(classifyExpression);
    } catch (error) {
      if (!mine.signal.aborted) setState({ step: "failed", why: error.code ?? error.message });
    }
  }

  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Visible expression</h2>
      <label>
        <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />
        The person in the picture knows of this and agrees.
      </label>
      <p>
        <label htmlFor={`${id}-file`}>Picture of the face</label>{" "}
        <input
          id={`${id}-file`}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          disabled={!agreed}
          onChange={(event) => event.target.files?.[0] && look(event.target.files[0])}
        />
      </p>
      <div aria-live="polite">
        {state.step === "looking" && <p>Looking …</p>}
        {state.step === "failed" && <p role="alert">No answer ({state.why}). The picture was not kept.</p>}
        {state.step === "seen" && <Seen {...state.seen} />}
      </div>
    </section>
  );
}

function Seen({ label, probability, probabilities, notice }) {
  return (
    <>
      <p>
        {probability >= SURE ? (
          <strong>
            {label}, {Math.round(probability * 100)} %
          </strong>
        ) : (
          <strong>Cannot tell: no expression is more likely than not.</strong>
        )}
      </p>
      <table>
        <caption>How often people would have chosen each word</caption>
        <tbody>
          {probabilities.map((one) => (
            <tr key={one.label}>
              <th scope="row">{one.label}</th>
              <td>{Math.round(one.probability * 100)} %</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <small>{notice}</small>
      </p>
    </>
  );
}

/** A client for a page that the server itself, or a proxy before it, serves. */
export function clientOfThisPage(token) {
  return new SemblanceClient({ url: new URL("/graphql", location.href).href, token });
}
