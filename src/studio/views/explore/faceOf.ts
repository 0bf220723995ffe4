import { latentNumbers } from "../../../client/index.js";
import { client } from "../../state/client.js";

/** A face with its latent. */
export interface Face {
  readonly label: string;
  readonly url: string;
  readonly latent: Float32Array;
}

/** Training faces of a class, as the decoder sees them (s = 0). */
export async function facesOf(
  label: string,
  n: number,
  seed: number,
  model: string,
  signal: AbortSignal,
): Promise<Face[]> {
  const { augment } = await client.query(
    {
      augment: {
        $: { class: label, s: 0, n, seed, model },
        images: { latent: true, dataUrl: { $: { format: "WEBP" } } },
      },
    },
    { signal },
  );
  return (augment?.images ?? []).map(({ latent, dataUrl }) => ({ label, url: dataUrl, latent: latentNumbers(latent) }));
}
