import { useEffect, useState } from "preact/hooks";

/** What has become of a question to the server. `value` stays while it is asked again. */
export interface Asked<T> {
  readonly value?: T | undefined;
  readonly error?: unknown;
  readonly loading: boolean;
  readonly again: () => void;
}

/** Asks whenever a dependency changes, and gives up the question before. */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>, dependencies: readonly unknown[]): Asked<T> {
  const [state, setState] = useState<{ value?: T; error?: unknown; loading: boolean }>({ loading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    ask(gone.signal).then(
      (value) => gone.signal.aborted || setState({ value, loading: false }),
      (error: unknown) => gone.signal.aborted || setState((before) => ({ ...before, error, loading: false })),
    );
    return () => gone.abort();
  }, [...dependencies, round]);
  return { ...state, again: () => setRound((before) => before + 1) };
}
