export interface FilteredDraws {
  /** Per draw: the accepted latent vector, or the fallback. */
  readonly latents: readonly Float32Array[];
  /** Share of draws that ended in the fallback. */
  readonly fallbacks: number;
  /** Share of judged latents that were rejected. */
  readonly rejections: number;
}

/**
 * Keeps a drawn latent vector when a classifier of real images gives its decoded picture the class with probability `threshold` or more; draws
 * again up to `retries` times, then takes the unmoved encoding. Off in the paper. It trades noise in the labels for less variety: what the teacher
 * does not know already is thrown away, so the rates are returned and belong in a report.
 *
 * @param draw latent of draw `index` at a try, 0 to `retries`: a function of both, so that one draw's rejection does not move another.
 * @param judge the teacher's probability of the class for each of several latents, decoded.
 */
export async function teacherFilter({
  count,
  draw,
  judge,
  fallback,
  threshold = 0.5,
  retries = 3,
}: {
  readonly count: number;
  readonly draw: (index: number, attempt: number) => Float32Array;
  readonly judge: (latents: readonly Float32Array[]) => Promise<ArrayLike<number>>;
  readonly fallback: (index: number) => Float32Array;
  readonly threshold?: number;
  readonly retries?: number;
}): Promise<FilteredDraws> {
  const latents: Float32Array[] = [];
  let open = Array.from({ length: count }, (_, index) => index);
  let [judged, rejected] = [0, 0];
  for (let attempt = 0; attempt <= retries && open.length > 0; attempt++) {
    const candidates = open.map((index) => draw(index, attempt));
    const probabilities = await judge(candidates);
    judged += open.length;
    open = open.filter((index, place) => {
      const accepted = probabilities[place]! >= threshold;
      if (accepted) latents[index] = candidates[place]!;
      return !accepted;
    });
    rejected += open.length;
  }
  for (const index of open) latents[index] = fallback(index);
  return {
    latents,
    fallbacks: count === 0 ? 0 : open.length / count,
    rejections: judged === 0 ? 0 : rejected / judged,
  };
}
