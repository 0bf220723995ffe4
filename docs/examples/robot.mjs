// A robot's loop: looks at frames, and tells when the visible expression changes.
//   node docs/examples/robot.mjs FOLDER [milliseconds between frames]
// A camera would write its newest frame into a variable; here frames are the images of a folder, over and over. SEMBLANCE_URL is the endpoint,
// SEMBLANCE_TOKEN an API key or token. Events are lines of JSON on stdout. SIGINT ends it.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ConnectionError, RequestError, SemblanceClient } from "semblance/client";

const [folder = ".", every = "200"] = process.argv.slice(2);
const url = process.env.SEMBLANCE_URL ?? "http://127.0.0.1:4000/graphql";
const client = new SemblanceClient({ url, token: process.env.SEMBLANCE_TOKEN });
const stop = new AbortController();
process.once("SIGINT", () => stop.abort());

/** Only the newest frame is kept: a robot that answers late is worse than one that skips. */
let newest;
const camera = readCamera(join(folder), Number(every));

/** Each answer weighs a third: one odd frame changes nothing, a second of them does. */
const smoothed = new Map();
let told;

for (let failures = 0; !stop.signal.aborted; ) {
  const frame = newest;
  newest = undefined;
  if (!frame) {
    await pause(20);
    continue;
  }
  try {
    const { classifyExpression: seen } = await client.query(
      { classifyExpression: { $: { image: { upload: frame.bytes } }, probabilities: { label: true, probability: true } } },
      { signal: AbortSignal.any([stop.signal, AbortSignal.timeout(5000)]) },
    );
    failures = 0;
    for (const { label, probability } of seen.probabilities)
      smoothed.set(label, (smoothed.get(label) ?? probability) * (2 / 3) + probability / 3);
    const [label, probability] = [...smoothed].reduce((a, b) => (b[1] > a[1] ? b : a));
    // Above a half, no other expression is as likely; below, the robot keeps what it had.
    if (label !== told && probability > 0.5) tell("expression", { frame: frame.name, label, probability });
  } catch (error) {
    if (stop.signal.aborted) break;
    // What the image is refused for does not get better by waiting, and the next frame is another one.
    if (error instanceof RequestError && error.retryAfterMs === undefined) {
      tell("refused", { frame: frame.name, code: error.code });
      continue;
    }
    failures++;
    if (failures === 1) tell("lost", { reason: error instanceof ConnectionError ? "connection" : error.name });
    await pause(Math.min(5000, 100 * 2 ** failures));
  }
}
await camera;

function tell(event, about) {
  if (event === "expression") told = about.label;
  console.log(JSON.stringify({ event, ...about }));
}

async function readCamera(from, ms) {
  const names = (await readdir(from)).filter((name) => /\.(jpe?g|png|webp)$/i.test(name)).sort();
  for (let i = 0; !stop.signal.aborted && names.length > 0; i++) {
    const name = names[i % names.length];
    newest = { name, bytes: new Uint8Array(await readFile(join(from, name))) };
    await pause(ms);
  }
}

async function pause(ms) {
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
