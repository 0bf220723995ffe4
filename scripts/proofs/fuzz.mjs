/**
 * Damaged images, hostile documents and hostile variables, and single-bit flips in a bundle. The server must not crash or answer without a
 * type, and after each group it must be live and give a real inference, right as before. Every flipped bundle must be refused.
 *   npm run fuzz -- [--images 10000] [--requests 1000] [--flips 1000] [--group 500] [--models models] [--seed 1]
 */

import { hostileRequest } from "./hostile/document.mjs";
import { flipBits } from "./hostile/flipBits.mjs";
import { mutateImage } from "./hostile/mutateImage.mjs";
import { ask, codesOf } from "./load/ask.mjs";
import { sampleImages } from "./load/images.mjs";
import { request } from "./load/request.mjs";
import { isRight, prepareWork } from "./load/work.mjs";
import { readOptions } from "./options.mjs";
import { randomFrom } from "./random.mjs";
import { startServer } from "./serverUnderTest.mjs";
import { verdict } from "./verdict.mjs";

const { images, requests, flips, group, models, seed } = readOptions({
  images: 10_000,
  requests: 1000,
  flips: 1000,
  group: 500,
});
const AT_ONCE = 32;
const PER_OPERATION = 20;
const MANY =
  "query ($images: [ImageInput!]!) { classifyExpressions(images: $images) { classification { label } error { code } } }";

const problems = [];
const random = randomFrom(seed);
const server = await startServer({ models });
const work = await prepareWork(server.url, seed);
const count = (counts, key) => {
  counts[key] = (counts[key] ?? 0) + 1;
};

const imageAnswers = {};
const samples = [...(await sampleImages(24, seed)), ...(await sampleImages(6, seed + 1, 200))];
for (let done = 0; done < images; ) {
  const before = done;
  while (done < Math.min(before + group, images)) {
    const batch = Array.from({ length: Math.min(PER_OPERATION, images - done) }, () => mutateImage(samples, random));
    done += batch.length;
    const inputs = batch.map(({ bytes }) => ({ base64: bytes.toString("base64") }));
    const answer = await ask(server.url, MANY, { images: inputs }).catch((error) => ({
      errors: [{ message: String(error) }],
    }));
    if (answer.errors) problems.push(`${batch.map(({ mutation }) => mutation)}: ${JSON.stringify(answer.errors)}`);
    for (const one of answer.data?.classifyExpressions ?? [])
      count(imageAnswers, one.classification ? "read" : one.error.code);
  }
  await stillWell(`${done} images`);
}

const requestAnswers = {};
let slowestMs = 0;
for (let done = 0; done < requests; ) {
  const before = done;
  while (done < Math.min(before + group, requests)) {
    const batch = Array.from({ length: Math.min(AT_ONCE, requests - done) }, () => hostileRequest(random));
    done += batch.length;
    await Promise.all(
      batch.map(async ({ kind, body }) => {
        const asked = performance.now();
        try {
          const answer = await ask(server.url, body.query, body.variables);
          const codes = codesOf(answer);
          if (answer.status >= 500 && !codes.includes("OVERLOADED")) problems.push(`${kind}: status ${answer.status}`);
          if (codes.some((code) => !code || code === "INTERNAL" || code === "INTERNAL_SERVER_ERROR"))
            problems.push(
              `${kind}: ${JSON.stringify(answer.errors).slice(0, 500)} for ${JSON.stringify(body).slice(0, 500)}`,
            );
          count(requestAnswers, codes[0] ?? "answered");
        } catch (error) {
          problems.push(`${kind}: no answer: ${error?.cause ?? error}`);
        }
        slowestMs = Math.max(slowestMs, performance.now() - asked);
      }),
    );
  }
  await stillWell(`${done} requests`);
}
const exit = await server.stop();
if (exit !== 0) problems.push(`The server ended with ${exit}: ${server.output()}`);

const { refused, byCode, accepted } = await flipBits(models, flips, random);
for (const flip of accepted) problems.push(`A bundle with ${flip} was not refused.`);
verdict(
  "fuzz",
  { images, imageAnswers, requests, requestAnswers, slowestMs: Math.round(slowestMs), flips, refused, byCode },
  problems,
);

/** Live, and an inference of each kind as it was. */
async function stillWell(after) {
  if (!server.running()) throw new Error(`The server ended after ${after}:\n${server.output()}`);
  const live = await request(`${server.url}/livez`);
  if (live.status !== 200) problems.push(`After ${after}, /livez answers ${live.status}.`);
  for (const kind of work.kinds) {
    const { data, errors } = await ask(server.url, kind.query, kind.variables);
    if (errors || !isRight(kind, data)) problems.push(`After ${after}, a wrong answer: ${JSON.stringify(errors)}`);
  }
}
