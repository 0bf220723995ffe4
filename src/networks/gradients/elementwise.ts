import * as tf from "@tensorflow/tfjs-core";
import { reduceTo, register } from "./register.js";

/** Gradients of operations that treat every element alike. */
export function registerElementwise(): void {
  register("Add", {
    saves: ["a", "b"],
    of: (dy, [a, b]) => ({ a: () => reduceTo(dy, a!.shape), b: () => reduceTo(dy, b!.shape) }),
  });
  register("Sub", {
    saves: ["a", "b"],
    of: (dy, [a, b]) => ({ a: () => reduceTo(dy, a!.shape), b: () => reduceTo(tf.neg(dy), b!.shape) }),
  });
  register("Multiply", {
    saves: ["a", "b"],
    of: (dy, [a, b]) => ({
      a: () => reduceTo(tf.mul(dy, b!), a!.shape),
      b: () => reduceTo(tf.mul(dy, a!), b!.shape),
    }),
  });
  register("RealDiv", {
    saves: ["a", "b"],
    of: (dy, [a, b]) => ({
      a: () => reduceTo(tf.div(dy, b!), a!.shape),
      b: () => reduceTo(tf.neg(tf.div(tf.mul(dy, a!), tf.square(b!))), b!.shape),
    }),
  });
  register("AddN", { savesAllInputs: true, of: (dy, saved) => saved.map(() => () => tf.clone(dy)) });
  register("Neg", { of: (dy) => ({ x: () => tf.neg(dy) }) });
  register("Identity", { of: (dy) => ({ x: () => tf.clone(dy) }) });
  register("Cast", { of: (dy) => ({ x: () => tf.clone(dy) }) });
  register("Square", { saves: ["x"], of: (dy, [x]) => ({ x: () => tf.mul(dy, tf.mul(x!, 2)) }) });
  register("Sqrt", { savesOutput: true, of: (dy, [y]) => ({ x: () => tf.div(dy, tf.mul(y!, 2)) }) });
  register("Rsqrt", {
    savesOutput: true,
    of: (dy, [y]) => ({ x: () => tf.mul(tf.mul(dy, -0.5), tf.mul(tf.square(y!), y!)) }),
  });
  register("Exp", { savesOutput: true, of: (dy, [y]) => ({ x: () => tf.mul(dy, y!) }) });
  register("Log", { saves: ["x"], of: (dy, [x]) => ({ x: () => tf.div(dy, x!) }) });
  register("Relu", { saves: ["x"], of: (dy, [x]) => ({ x: () => tf.mul(dy, tf.step(x!)) }) });
  register("Sigmoid", { savesOutput: true, of: (dy, [y]) => ({ x: () => tf.mul(dy, tf.mul(y!, tf.sub(1, y!))) }) });
  register("Tanh", { savesOutput: true, of: (dy, [y]) => ({ x: () => tf.mul(dy, tf.sub(1, tf.square(y!))) }) });
  register("Abs", { saves: ["x"], of: (dy, [x]) => ({ x: () => tf.mul(dy, tf.sign(x!)) }) });
  register("ClipByValue", {
    saves: ["x"],
    of: (dy, [x], { clipValueMin, clipValueMax }) => ({
      x: () => {
        const inside = tf.logicalAnd(
          tf.greaterEqual(x!, clipValueMin as number),
          tf.lessEqual(x!, clipValueMax as number),
        );
        return tf.where(inside, dy, tf.zerosLike(dy));
      },
    }),
  });
}
