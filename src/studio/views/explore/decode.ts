import { client } from "../../state/client.js";

/** A latent as a picture, and the expression that is visible in it. */
export interface Seen {
  readonly url: string;
  readonly probabilities: readonly { label: string; probability: number }[];
}

/** Latents as pictures (data URLs), in order. */
export async function decode(latents: readonly Float32Array[], model: string, signal: AbortSignal): Promise<string[]> {
  const { decode: images } = await client.query(
    { decode: { $: { latents, model }, dataUrl: { $: { format: "WEBP" } } } },
    { signal },
  );
  return (images ?? []).map(({ dataUrl }) => dataUrl);
}

/** A latent as a picture, and what the classifier says about it. */
export async function see(latent: Float32Array, model: string, signal: AbortSignal): Promise<Seen> {
  const [url = ""] = await decode([latent], model, signal);
  const { classifyExpression } = await client.query(
    {
      classifyExpression: { $: { image: { dataUrl: url }, model }, probabilities: { label: true, probability: true } },
    },
    { signal },
  );
  return { url, probabilities: classifyExpression?.probabilities ?? [] };
}
