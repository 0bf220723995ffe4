import type { Operation } from "../../client/index.js";
import { CopyButton } from "./copyButton.js";

/** The operation that made what is seen, to be copied. */
export function QueryBox({ operation }: { operation: Operation }) {
  const text = () => `${operation.query}\n\n# variables\n${variablesOf(operation)}`;
  return (
    <details class="query">
      <summary>The query that did it</summary>
      <pre tabIndex={0}>
        <code>{operation.query}</code>
      </pre>
      <p class="hint">Variables</p>
      <pre tabIndex={0}>
        <code>{variablesOf(operation)}</code>
      </pre>
      <CopyButton text={text} label="Copy the query" />
    </details>
  );
}

function variablesOf({ variables }: Operation): string {
  return JSON.stringify(
    variables,
    (_key, value: unknown) => {
      if (value instanceof Blob) return `(a file of ${value.size.toLocaleString("en")} bytes)`;
      return typeof value === "string" && value.length > 200 ? `${value.slice(0, 60)}…` : value;
    },
    2,
  );
}
