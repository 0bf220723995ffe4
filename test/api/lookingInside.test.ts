import { describe, expect, it } from "vitest";
import { ask, latentNumbers } from "../support/graphql.js";
import { runningServer } from "../support/runningServer.js";
import { LATENT, STATISTICS } from "../support/tinyBundle.js";

const running = runningServer();

interface Directions {
  mean: string;
  directions: { direction: string; standardDeviation: number; share: number }[];
}

describe("latentDirections", () => {
  it("tells the class's mean and all of its variance", async () => {
    const query = `{ model { latentDirections(class: "fear", k: ${LATENT}) { mean directions { direction standardDeviation share } } } }`;
    const { data, errors } = await ask<{ model: { latentDirections: Directions } }>(running.url, query);
    expect(errors).toBeUndefined();
    const { mean, directions } = data.model.latentDirections;
    const { mean: expected, factor } = STATISTICS.get("fear")!;
    expect(latentNumbers(mean)).toEqual(expected);
    expect(directions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
    // The trace of L Lᵀ is the sum of the squares of L.
    const trace = factor.reduce((sum, value) => sum + value * value, 0);
    expect(directions.reduce((sum, { standardDeviation }) => sum + standardDeviation ** 2, 0)).toBeCloseTo(trace, 4);
    const deviations = directions.map(({ standardDeviation }) => standardDeviation);
    expect(deviations).toEqual([...deviations].sort((a, b) => b - a));
  });

  it.each([
    ["joy", 1, "UNKNOWN_CLASS"],
    ["fear", 0, "ARGUMENT_OUT_OF_RANGE"],
    ["fear", 65, "ARGUMENT_OUT_OF_RANGE"],
  ])("refuses class %s with k %i", async (label, k, code) => {
    const { errors } = await ask(running.url, `{ model { latentDirections(class: "${label}", k: ${k}) { mean } } }`);
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });
});

describe("status", () => {
  it("tells what each network did: rows, sizes of batches, latencies", async () => {
    await ask(running.url, '{ augment(class: "fear", n: 3) { images { base64 } } }');
    const query = `{ status { uptimeSeconds refused { code } models { id ready device
      networks { network waiting rows unanswered batchSizes { rows count } wait { median p95 } run { median p95 } } } } }`;
    const { data, errors } = await ask<{ status: { models: Record<string, unknown>[] } }>(running.url, query);
    expect(errors).toBeUndefined();
    const quantiles = { median: expect.any(Number), p95: expect.any(Number) };
    expect(data.status).toMatchObject({
      refused: [],
      models: [
        {
          ...{ id: "tiny@1", ready: true, device: "cpu" },
          networks: [
            {
              ...{ network: "decoder", waiting: 0, rows: 3, unanswered: 0, batchSizes: [{ rows: 3, count: 1 }] },
              ...{ wait: quantiles, run: quantiles },
            },
          ],
        },
      ],
    });
  });
});
