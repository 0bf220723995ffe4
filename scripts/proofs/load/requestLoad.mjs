import { randomFrom } from "../random.mjs";
import { ask, codesOf } from "./ask.mjs";
import { isRight } from "./work.mjs";

/**
 * One client that asks for one thing after another until told to stop, at most `most` times: counts right answers, and typed failures by
 * code; anything else is a problem.
 * @param {{ url: string, work: Awaited<ReturnType<import("./work.mjs").prepareWork>>, stopped: () => boolean, seed: number, most: number }} options
 */
export async function requestLoad({ url, work, stopped, seed, most }) {
  const random = randomFrom(seed);
  const counts = { right: 0, failed: {}, problems: [] };
  for (let i = 0; i < most && !stopped(); i++) {
    const kind = work.pick(random);
    try {
      const answer = await ask(url, kind.query, kind.variables);
      const codes = codesOf(answer);
      if (codes.length > 0) {
        for (const code of codes) counts.failed[code] = (counts.failed[code] ?? 0) + 1;
        if (codes.some((code) => !code || code === "INTERNAL")) counts.problems.push(JSON.stringify(answer.errors));
        // As a client that was refused should.
        await new Promise((resolve) => setTimeout(resolve, 20));
      } else if (isRight(kind, answer.data)) counts.right++;
      else counts.problems.push(`A wrong answer to ${kind.query}: ${JSON.stringify(kind.digest(answer.data))}`);
    } catch (error) {
      counts.problems.push(`A request without an answer: ${error?.cause ?? error}`);
    }
  }
  return counts;
}

/** Sums of what several clients counted. */
export function together(all) {
  const failed = {};
  for (const one of all)
    for (const [code, count] of Object.entries(one.failed)) failed[code] = (failed[code] ?? 0) + count;
  return {
    right: all.reduce((sum, one) => sum + one.right, 0),
    failed,
    problems: all.flatMap((one) => one.problems),
  };
}
