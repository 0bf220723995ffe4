import { useState } from "preact/hooks";
import { readToken, writeToken } from "../state/token.js";

/** Asks for an API key or token, and keeps it for this tab. */
export function KeyForm({ onDone }: { onDone: () => void }) {
  const [token, setToken] = useState(readToken() ?? "");
  return (
    <form
      class="key-form"
      onSubmit={(event) => {
        event.preventDefault();
        writeToken(token.trim());
        onDone();
      }}
    >
      <label>
        API key or token
        <input
          type="password"
          autocomplete="off"
          spellcheck={false}
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary">
        Use it
      </button>
      <p class="hint">
        It is sent with every request to this server, kept in this tab only, and forgotten when you close it.
      </p>
    </form>
  );
}
