// One step of a case on TensorFlow.js's own processor backend, which it is given so many seconds for; the time is counted by the caller too,
// because a step cannot be interrupted from inside. WebAssembly has no side: tfjs-backend-wasm 4.22 lacks Conv2DBackpropFilter.
import * as tf from "@tensorflow/tfjs";
import { randomFeeds } from "./randomFeeds.mjs";

const { build } = await import(`./cases/${process.argv[2]}.mjs`);
const { fn, inputs, feeds = {} } = build();
await tf.setBackend("cpu");
const fed = { ...randomFeeds(inputs), ...feeds };
const start = performance.now();
tf.tidy(() => {
  const tensors = Object.entries(fed).map(([name, { data, shape, dtype }]) => [
    name,
    dtype === "int32" ? tf.tensor(data, shape, "int32") : tf.tensor(Float32Array.from(data), shape),
  ]);
  for (const term of Object.values(fn(Object.fromEntries(tensors)))) term.dataSync();
});
console.log(performance.now() - start);
