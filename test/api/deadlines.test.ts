import { randomBytes } from "node:crypto";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { ServingEvent } from "../../src/serving/events/servingEvent.js";
import { ask } from "../support/graphql.js";
import { runningServer } from "../support/runningServer.js";

const events: ServingEvent[] = [];
// Takes longer to read than the shortest deadline.
const large = (
  await sharp(randomBytes(1500 * 1500 * 3), { raw: { width: 1500, height: 1500, channels: 3 } })
    .png()
    .toBuffer()
).toString("base64");

describe("a deadline", () => {
  const holder = runningServer({ queueCapacity: 4 }, {}, (event) => events.push(event));

  it("on one field fails that field only, and what is late is not computed", async () => {
    const query = `query ($image: ImageInput!) {
      late: classifyExpression(image: $image, deadlineMs: 1) { label }
      inTime: classifyExpression(image: $image, classifier: "opposite", deadlineMs: 60000) { label }
    }`;
    const { data, errors } = await ask(holder.url, query, { image: { base64: large } });
    expect(data).toEqual({ late: null, inTime: { label: expect.any(String) } });
    expect(errors).toMatchObject([{ path: ["late"], extensions: { code: "DEADLINE_EXCEEDED" } }]);
    const computed = events.flatMap((event) => (event.kind === "batched" ? [event.network] : []));
    expect(computed).toEqual(["classifier:opposite"]);
  });

  it("in the header is the whole operation's, and a list reports it per entry", async () => {
    const response = await fetch(`${holder.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-deadline-ms": "1" },
      body: JSON.stringify({
        query: "query ($images: [ImageInput!]!) { classifyExpressions(images: $images) { error { code } } }",
        variables: { images: [{ base64: large }] },
      }),
    });
    expect(await response.json()).toEqual({
      data: { classifyExpressions: [{ error: { code: "DEADLINE_EXCEEDED" } }] },
    });
  });

  it("that is no number of milliseconds is refused", async () => {
    const { errors } = await ask(holder.url, '{ augment(class: "fear", deadlineMs: 0) { s images { index latent } } }');
    expect(errors).toMatchObject([{ extensions: { code: "ARGUMENT_OUT_OF_RANGE" } }]);
  });
});

describe("a full queue", () => {
  const holder = runningServer({ queueCapacity: 4 });

  it("says in HTTP too when to come back", async () => {
    const response = await fetch(`${holder.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: '{ augment(class: "fear", n: 5) { images { base64 } } }' }),
    });
    const { data, errors } = (await response.json()) as { data: unknown; errors: unknown };
    expect([data, errors]).toMatchObject([{ augment: null }, [{ extensions: { code: "OVERLOADED" } }]]);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  });
});
