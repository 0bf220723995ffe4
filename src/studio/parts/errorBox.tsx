import { ConnectionError, RequestError } from "../../client/index.js";
import { KeyForm } from "./keyForm.js";

/** What went wrong and what to do; a field for a key when the server asks who is there. */
export function ErrorBox({ error, again }: { error: unknown; again?: () => void }) {
  if (error instanceof RequestError && error.code === "UNAUTHENTICATED") {
    return (
      <section class="box" role="alert">
        <h2>This server asks for a key</h2>
        <p>Enter the API key or token that you were given.</p>
        <KeyForm onDone={() => (again ? again() : location.reload())} />
      </section>
    );
  }
  const { title, text, code } = explain(error);
  return (
    <section class="box" role="alert">
      <h2>{title}</h2>
      <p>{text}</p>
      {code && (
        <p class="hint">
          Code <code>{code}</code>
        </p>
      )}
      {again && (
        <button type="button" onClick={again}>
          Try again
        </button>
      )}
    </section>
  );
}

function explain(error: unknown): { title: string; text: string; code?: string } {
  if (error === undefined)
    return { title: "No model", text: "This server serves no model. See Status for bundles that it refused, and why." };
  if (error instanceof ConnectionError)
    return { title: "No connection", text: "The server does not answer. See that it is running, then try again." };
  if (error instanceof RequestError) return { title: "That did not work", text: error.message, code: error.code };
  return { title: "That did not work", text: error instanceof Error ? error.message : String(error) };
}
