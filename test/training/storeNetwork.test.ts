import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportOnnx } from "../../src/compiler/index.js";
import { halfPrecision, readOnnx } from "../../src/graph/index.js";
import { openSession, type Session } from "../../src/runtime/index.js";
import { fromFloat16, toFloat16 } from "../../src/tensor/float16.js";
import { Random } from "../../src/tensor/random.js";
import { classifierAgreement, decoderAgreement, encoderAgreement } from "../../src/training/stages/agreement.js";
import { storeNetwork } from "../../src/training/stages/storeNetwork.js";
import { eagerBackend } from "../networks/eager.js";

beforeAll(eagerBackend);

const [INPUTS, HIDDEN, CLASSES, ROWS] = [24, 64, 20, 40];
const sessions: Session[] = [];
const open = async (model: Uint8Array): Promise<Session> => {
  const session = await openSession(model, { device: "cpu", threads: 1 });
  sessions.push(session);
  return session;
};
afterAll(async () => {
  for (const session of sessions) await session.close();
});

const first = new Random(1).normals(INPUTS * HIDDEN);
const second = new Random(2).normals(HIDDEN * CLASSES);
const rows = { data: new Random(3).normals(ROWS * INPUTS), shape: [ROWS, INPUTS] };

/** Two layers; probabilities of logits times `sharpness`: the larger, the more a rounded weight shows. */
function network(weights: readonly [Float32Array, Float32Array], sharpness = 0.01): Uint8Array {
  return exportOnnx(
    ({ x }) => {
      const hidden = tf.relu(tf.matMul(x as tf.Tensor2D, tf.tensor2d(weights[0], [INPUTS, HIDDEN])));
      const logits = tf.mul(tf.matMul(hidden, tf.tensor2d(weights[1], [HIDDEN, CLASSES])), sharpness) as tf.Tensor2D;
      return { logits, probabilities: tf.softmax(logits) };
    },
    [{ name: "x", dtype: "float32", shape: [-1, INPUTS] }],
  );
}

const answers = async (model: Uint8Array) => {
  const session = await open(model);
  return session.run({ x: { dtype: "float32", ...rows } });
};

describe("a network in half precision", () => {
  it("is half as large and computes bit for bit what the same network with rounded weights does", async () => {
    const model = network([first, second]);
    const small = halfPrecision(model);
    expect(small.length).toBeLessThan(0.6 * model.length);
    const round = (values: Float32Array) => fromFloat16(toFloat16(values));
    const rounded = await answers(network([round(first), round(second)]));
    expect((await answers(small)).logits!.data).toEqual(rounded.logits!.data);
    expect((await answers(small)).logits!.data).not.toEqual((await answers(model)).logits!.data);
  });

  it("keeps what is small, and what half precision cannot hold", () => {
    const large = Float32Array.from(first);
    large[0] = 1e6;
    const { constants } = readOnnx(halfPrecision(network([large, second])));
    const types = [...constants.values()].map(({ type, bytes }) => [type, bytes.length]);
    expect(types).toContainEqual(["float32", 4 * first.length]);
    expect(types).toContainEqual(["float16", 2 * second.length]);
  });
});

describe("a stored network", () => {
  const storing = { open, input: "x", rows, compare: classifierAgreement } as const;

  it("is the rounded one where its answers are near, and says how near", async () => {
    const stored = await storeNetwork(network([first, second]), { ...storing, precision: "float16" });
    expect(stored.model.length).toBeLessThan(stored.agreement!.figures.of! * 500);
    expect(stored.agreement).toMatchObject({ precision: "float16", near: true, figures: { of: ROWS } });
    expect(stored.session).not.toBe(stored.exact);
  });

  it("stays as it is where rounding shows, or where nobody asked", async () => {
    const sharp = network([first, second], 10);
    const stored = await storeNetwork(sharp, { ...storing, precision: "float16" });
    expect(stored).toMatchObject({ model: sharp, agreement: { precision: "float32", near: false } });
    const exact = await storeNetwork(sharp, { ...storing, precision: "float32" });
    expect([exact.model, exact.agreement, exact.session]).toEqual([sharp, undefined, exact.exact]);
  });
});

describe("agreement, worked out by hand", () => {
  const output = (name: string, data: number[], width: number) => ({
    [name]: { dtype: "float32" as const, shape: [data.length / width, width], data: Float32Array.from(data) },
  });

  it("of a classifier is its largest difference of a probability and the labels that change", () => {
    const [a, b] = [
      output("probabilities", [0.5, 0.5, 0.9, 0.1], 2),
      output("probabilities", [0.48, 0.52, 0.9, 0.1], 2),
    ];
    const { figures, near } = classifierAgreement(a, b);
    expect(figures["largest difference of a probability"]).toBeCloseTo(0.02, 5);
    expect(figures).toMatchObject({ "labels that change": 1, of: 2 });
    expect(near).toBe(false);
  });

  it("of a decoder is in steps of 255, of an encoder relative to the size of its encodings", () => {
    const images = decoderAgreement(output("images", [10, 20], 2), output("images", [10, 21], 2));
    expect(Object.values(images.figures)).toEqual([0.5, 1]);
    const means = encoderAgreement(output("mean", [3, 4], 2), output("mean", [3, 4.5], 2));
    expect(Object.values(means.figures)[0]).toBeCloseTo(0.25 / Math.sqrt(12.5), 6);
    expect([images.near, means.near]).toEqual([true, false]);
  });
});
