import { useEffect, useState } from "preact/hooks";
import { client } from "../../state/client.js";
import { useAnswer } from "../../state/useAnswer.js";
import type { Recipe } from "./recipe.js";

/** Images of one message: few enough that the first are soon there. */
const BATCH = 6;

/** The faces so far, in the order of their index, as data URLs. */
export interface Faces {
  readonly faces: readonly string[];
  /** The same places at s = 0: what the decoder makes of each source. */
  readonly originals: readonly string[];
  readonly streaming: boolean;
  readonly error: unknown;
  readonly again: () => void;
}

/** What the grid subscribes to. */
export function streamSelection(model: string, { class: label, s, n, seed }: Recipe) {
  return {
    augmentedBatches: {
      $: { classes: [label], s, seed, total: n, batchSize: BATCH, model },
      images: { index: true, dataUrl: { $: { format: "WEBP" } } },
    },
  } as const;
}

/** Streams faces into their places: while s moves, each face changes where it is. */
export function useFaces(model: string, recipe: Recipe): Faces {
  const { class: label, s, n, seed } = recipe;
  const [state, setState] = useState<{ key: string; faces: readonly string[]; streaming: boolean; error?: unknown }>({
    key: "",
    faces: [],
    streaming: true,
  });
  const [round, setRound] = useState(0);
  const key = `${label} ${seed}`;

  useEffect(() => {
    const gone = new AbortController();
    setState((before) => ({ key, faces: before.key === key ? before.faces.slice(0, n) : [], streaming: true }));
    void (async () => {
      try {
        for await (const { augmentedBatches } of client.subscribe(streamSelection(model, recipe), {
          signal: gone.signal,
        })) {
          setState((before) => {
            const faces = [...before.faces];
            for (const { index, dataUrl } of augmentedBatches.images) faces[index] = dataUrl;
            return { ...before, faces };
          });
        }
        setState((before) => ({ ...before, streaming: false }));
      } catch (error) {
        if (!gone.signal.aborted) setState((before) => ({ ...before, streaming: false, error }));
      }
    })();
    return () => gone.abort();
  }, [model, label, s, n, seed, round]);

  const originals = useAnswer(
    async (signal) => {
      const { augment } = await client.query(
        {
          augment: {
            $: { class: label, s: 0, n, seed, model },
            seed: true,
            images: { dataUrl: { $: { format: "WEBP" } } },
          },
        },
        { signal },
      );
      return { key, images: (augment?.images ?? []).map(({ dataUrl }) => dataUrl) };
    },
    [model, label, n, seed, round],
  );
  return {
    faces: state.key === key ? state.faces : [],
    originals: originals.value?.key === key ? originals.value.images : [],
    streaming: state.streaming,
    error: state.error,
    again: () => setRound((before) => before + 1),
  };
}
