import { describe, expect, it } from "vitest";
import type { ServingEvent } from "../../src/serving/events/servingEvent.js";
import { ask } from "../support/graphql.js";
import { runningServer } from "../support/runningServer.js";

const events: ServingEvent[] = [];

describe("the observer of a server", () => {
  const holder = runningServer({}, {}, (event) => events.push(event));

  it("is told of the model, its runner, and every step of an answer, in order", async () => {
    await ask(holder.url, '{ augment(class: "fear", n: 3, seed: 1) { images { index base64 } } }');
    const model = "tiny@1";
    expect(events).toContainEqual({ kind: "model", model, change: "loaded" });
    expect(events).toContainEqual({ kind: "runner", model, state: "ready", detail: "cpu" });
    const about = { model, network: "decoder", rows: 3, priority: "interactive" };
    expect(events.slice(-3)).toEqual([
      { ...about, kind: "queued", waiting: 3 },
      { ...about, kind: "batched", bucket: 8, waiting: 0, waitedMs: Array(3).fill(expect.any(Number)) },
      {
        ...{ ...about, kind: "ran", bucket: 8, sentMs: expect.any(Number), runMs: expect.any(Number) },
        submissions: Array(3).fill({ sinceMs: expect.any(Number), signal: expect.any(AbortSignal) }),
      },
    ]);
  });
});
