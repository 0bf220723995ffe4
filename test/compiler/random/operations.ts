import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../../src/tensor/random.js";

/** One operation with everything random in it decided: it can be called again on other tensors of the same shapes. */
export interface Step {
  readonly text: string;
  readonly run: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor;
}

/** Decides on an operation for a value `x`, with `y` beside it, or on none when the operation does not take such values. */
export type Operation = (random: Random, x: tf.Tensor, y: tf.Tensor) => Step | undefined;

const pick = <T>(random: Random, list: readonly T[]): T => list[random.integer(list.length)]!;
const isFloat = (x: tf.Tensor) => x.dtype === "float32";
const axesOf = (random: Random, x: tf.Tensor) => x.shape.map((_, axis) => axis).filter(() => random.chance(0.5));
const axisOf = (random: Random, x: tf.Tensor) => random.integer(x.rank);
const step = (text: string, run: Step["run"]): Step => ({ text, run });

/** Numbers for constants inside a program. */
function constant(random: Random, shape: number[]): tf.Tensor {
  // Used again whenever the program runs.
  return tf.keep(tf.tensor(random.normals(shape.reduce((a, b) => a * b, 1)), shape));
}

/** A shape that broadcasts with that of `x`: some of its last axes, some of them 1. */
function partner(random: Random, shape: readonly number[]): number[] {
  const rank = random.integer(shape.length + 1);
  return shape.slice(shape.length - rank).map((size) => (random.chance(0.3) ? 1 : size));
}

function shuffled(random: Random, rank: number): number[] {
  const order = Array.from({ length: rank }, (_, axis) => axis);
  for (let i = rank - 1; i > 0; i--) {
    const k = random.integer(i + 1);
    [order[i], order[k]] = [order[k]!, order[i]!];
  }
  return order;
}

/** Functions of one float element by element that have a slope everywhere. */
const SMOOTH: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  tanh: tf.tanh,
  sigmoid: tf.sigmoid,
  sin: tf.sin,
  cos: tf.cos,
  neg: tf.neg,
  square: tf.square,
  softplus: tf.softplus,
  exp: (x) => tf.exp(tf.tanh(x)),
  log: (x) => tf.log(tf.add(tf.square(x), 1)),
  sqrt: (x) => tf.sqrt(tf.add(tf.square(x), 0.5)),
  erf: tf.erf,
  reciprocal: (x) => tf.reciprocal(tf.add(tf.square(x), 1)),
};

const CORNERED: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  abs: tf.abs,
  relu: tf.relu,
  elu: tf.elu,
  leakyRelu: (x) => tf.leakyRelu(x, 0.1),
  floor: tf.floor,
  ceil: tf.ceil,
  sign: tf.sign,
  step: (x) => tf.step(x, 0.5),
  log: tf.log,
  sqrt: tf.sqrt,
  exp: tf.exp,
  isNaN: (x) => tf.cast(tf.isNaN(x), "float32"),
};

const unary =
  (table: Record<string, (x: tf.Tensor) => tf.Tensor>): Operation =>
  (random, x) => {
    if (!isFloat(x)) return undefined;
    const name = pick(random, Object.keys(table));
    return step(name, table[name]!);
  };

type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** A function of two floats, of which the second is another value where their shapes fit, or else a constant; on either side. */
const binary =
  (table: Record<string, Binary>): Operation =>
  (random, x, y) => {
    if (!isFloat(x)) return undefined;
    const name = pick(random, Object.keys(table));
    const fn = table[name]!;
    if (isFloat(y) && broadcasts(x, y)) return step(`${name}(x, y)`, fn);
    const other = constant(random, partner(random, x.shape));
    return random.chance(0.5)
      ? step(`${name}(x, [${other.shape}])`, (a) => fn(a, other))
      : step(`${name}([${other.shape}], x)`, (a) => fn(other, a));
  };

function broadcasts(a: tf.Tensor, b: tf.Tensor): boolean {
  return [...a.shape].reverse().every((size, i) => {
    const other = b.shape[b.rank - 1 - i] ?? 1;
    return size === other || size === 1 || other === 1;
  });
}

const shapeOperation =
  (decide: (random: Random, x: tf.Tensor) => Step | undefined): Operation =>
  (random, x) =>
    x.rank > 0 && x.rank < 5 ? decide(random, x) : undefined;

const reduction =
  (table: Record<string, (x: tf.Tensor, axes: number[], keep: boolean) => tf.Tensor>): Operation =>
  (random, x) => {
    const axes = axesOf(random, x);
    // Nothing has no mean and no maximum.
    if (!isFloat(x) || x.rank === 0 || axes.some((axis) => x.shape[axis] === 0)) return undefined;
    const [name, keep] = [pick(random, Object.keys(table)), random.chance(0.5)];
    return step(`${name} over [${axes}]${keep ? ", kept" : ""}`, (a) => table[name]!(a, axes, keep));
  };

/** Rearrangements: every element of the result is one of the operand, or a constant. */
const REARRANGE: Record<string, Operation> = {
  reshape: shapeOperation((random, x) => {
    const shape = [...x.shape, 1].filter((size) => size !== 1 || random.chance(0.5));
    const order = shuffled(random, shape.length);
    const next = order.map((axis) => shape[axis]!);
    return step(`reshape to [${next}]`, (a) => tf.reshape(a, next));
  }),
  flatten: shapeOperation(() => step("flatten", (a) => tf.reshape(a, [-1]))),
  transpose: shapeOperation((random, x) => {
    const order = shuffled(random, x.rank);
    return step(`transpose [${order}]`, (a) => tf.transpose(a, order));
  }),
  slice: shapeOperation((random, x) => {
    const begin = x.shape.map((size) => random.integer(size + 1));
    const size = x.shape.map((whole, axis) => random.integer(whole - begin[axis]! + 1));
    return step(`slice [${begin}] [${size}]`, (a) => tf.slice(a, begin, size));
  }),
  head: shapeOperation((random, x) => {
    const size = x.shape.map((whole) => (random.chance(0.6) ? whole : Math.ceil(whole / 2)));
    return step(`first [${size}]`, (a) =>
      tf.slice(
        a,
        x.shape.map(() => 0),
        size,
      ),
    );
  }),
  reverse: shapeOperation((random, x) => {
    const axes = axesOf(random, x);
    return step(`reverse [${axes}]`, (a) => tf.reverse(a, axes));
  }),
  tile: shapeOperation((random, x) => {
    const reps = x.shape.map(() => 1 + random.integer(2));
    return step(`tile [${reps}]`, (a) => tf.tile(a, reps));
  }),
  pad: shapeOperation((random, x) => {
    if (x.dtype === "bool" || x.size === 0) return undefined;
    const amounts = x.shape.map((): [number, number] => [random.integer(2), random.integer(3)]);
    return step(`pad [${amounts.join("; ")}]`, (a) => tf.pad(a, amounts, 2));
  }),
  concat: shapeOperation((random, x) => {
    const axis = axisOf(random, x);
    return step(`concat with itself along ${axis}`, (a) => tf.concat([a, a], axis));
  }),
  stack: shapeOperation((random, x) => {
    const axis = random.integer(x.rank + 1);
    return step(`stack along ${axis}`, (a) => tf.stack([a, a], axis));
  }),
  unstack: shapeOperation((random, x) => {
    const axis = axisOf(random, x);
    const count = x.shape[axis]!;
    // Of a single one, TensorFlow.js's gradient fails (4.22).
    if (count < 2) return undefined;
    const index = random.integer(count);
    return step(`element ${index} along ${axis}`, (a) => tf.unstack(a, axis)[index]!);
  }),
  gather: shapeOperation((random, x) => {
    const axis = axisOf(random, x);
    const rows = x.shape[axis]!;
    if (rows === 0 || x.dtype === "bool") return undefined;
    const indices = tf.keep(
      tf.tensor1d(
        Array.from({ length: random.integer(4) }, () => random.integer(rows)),
        "int32",
      ),
    );
    return step(`gather ${indices.size} along ${axis}`, (a) => tf.gather(a, indices, axis));
  }),
  expand: shapeOperation((random, x) => {
    const axis = random.integer(x.rank + 1);
    return step(`expandDims ${axis}`, (a) => tf.expandDims(a, axis));
  }),
  broadcast: (random, x) => {
    if (x.rank > 3 || x.dtype === "bool") return undefined;
    const shape = [1 + random.integer(3), ...x.shape.map((size) => (size === 1 ? 1 + random.integer(3) : size))];
    return step(`broadcastTo [${shape}]`, (a) => tf.broadcastTo(a, shape));
  },
};

/** Floats to floats, with slopes everywhere. */
export const DIFFERENTIABLE: Record<string, Operation> = {
  ...REARRANGE,
  unary: unary(SMOOTH),
  unaryAgain: unary(SMOOTH),
  binary: binary({
    add: tf.add,
    sub: tf.sub,
    mul: tf.mul,
    // TensorFlow.js's own squared difference has a gradient of the wrong shape where it broadcasts (4.22).
    squaredDifference: (a, b) => tf.square(tf.sub(a, b)),
    div: (a, b) => tf.div(a, tf.add(tf.square(b), 1)),
  }),
  binaryAgain: binary({ add: tf.add, sub: tf.sub, mul: tf.mul }),
  reduce: reduction({ sum: tf.sum, mean: tf.mean }),
  softmax: (random, x) => {
    if (!isFloat(x) || x.rank === 0 || x.size === 0) return undefined;
    return random.chance(0.5) ? step("softmax", (a) => tf.softmax(a)) : step("logSoftmax", (a) => tf.logSoftmax(a));
  },
  matMul: (random, x) => {
    if (!isFloat(x) || x.rank < 2 || x.rank > 3) return undefined;
    const [transposeA, transposeB] = [random.chance(0.3), random.chance(0.3)];
    const inner = x.shape.at(transposeA ? -2 : -1)!;
    if (inner === 0) return undefined;
    const [rows, columns] = transposeB ? [3, inner] : [inner, 3];
    const other = constant(random, x.rank === 3 && x.shape[0]! > 0 ? [x.shape[0]!, rows, columns] : [rows, columns]);
    if (other.rank !== x.rank) return undefined;
    return step(`matMul ${transposeA} ${transposeB}`, (a) => tf.matMul(a, other, transposeA, transposeB));
  },
  conv: (random, x) => {
    if (!isFloat(x) || x.rank !== 4 || x.size === 0) return undefined;
    const filter = constant(random, [1 + random.integer(3), 1 + random.integer(3), x.shape[3]!, 2]) as tf.Tensor4D;
    const stride = 1 + random.integer(2);
    return step(`conv2d [${filter.shape}] stride ${stride}`, (a) =>
      tf.conv2d(a as tf.Tensor4D, filter, stride, "same"),
    );
  },
  pool: (_, x) => {
    if (!isFloat(x) || x.rank !== 4 || x.size === 0 || x.shape[1]! < 2 || x.shape[2]! < 2) return undefined;
    return step("avgPool", (a) => tf.avgPool(a as tf.Tensor4D, 2, 2, "valid"));
  },
  // Along the last axis: along others TensorFlow.js's gradient has its axes in a wrong order (4.22).
  cumsum: (_, x) => (isFloat(x) && x.rank > 0 ? step("cumsum", (a) => tf.cumsum(a, a.rank - 1)) : undefined),
};

const COMPARISONS: Record<string, Binary> = {
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
  equal: tf.equal,
  notEqual: tf.notEqual,
};

/** What else there is: corners, integers and truth values. */
export const ANYTHING: Record<string, Operation> = {
  ...DIFFERENTIABLE,
  cornered: unary(CORNERED),
  extremes: binary({ maximum: tf.maximum, minimum: tf.minimum }),
  clip: (_, x) => (isFloat(x) ? step("clip", (a) => tf.clipByValue(a, -0.7, 0.4)) : undefined),
  reduceExtremes: reduction({ max: tf.max, min: tf.min, prod: tf.prod }),
  // Which element is the largest among NaN is nobody's promise.
  argMax: (random, x) => {
    if (!isFloat(x) || x.rank === 0 || x.size === 0) return undefined;
    const axis = axisOf(random, x);
    return step(`argMax ${axis}`, (a) => tf.argMax(tf.where(tf.isNaN(a), tf.zerosLike(a), a), axis));
  },
  compare: binary(COMPARISONS),
  not: (_, x) => (x.dtype === "bool" ? step("not", (a) => tf.logicalNot(a)) : undefined),
  any: (random, x) => {
    const axes = axesOf(random, x);
    // All of nothing is true; TensorFlow.js says false (4.22).
    if (x.dtype !== "bool" || axes.length === 0 || x.size === 0) return undefined;
    return random.chance(0.5)
      ? step(`any [${axes}]`, (a) => tf.any(a, axes))
      : step(`all [${axes}]`, (a) => tf.all(a, axes));
  },
  where: (random, x) => {
    if (!isFloat(x)) return undefined;
    const other = constant(random, x.shape);
    return step("where", (a) => tf.where(tf.greater(a, 0.3), a, other));
  },
  toFloat: (_, x) => (isFloat(x) ? undefined : step("to float", (a) => tf.cast(a, "float32"))),
  toFloatAgain: (_, x) => (isFloat(x) ? undefined : step("to float", (a) => tf.cast(a, "float32"))),
  // What NaN and large numbers become as integers is nobody's promise: they are taken out before.
  toInteger: (_, x) => {
    if (!isFloat(x)) return undefined;
    return step("to int", (a) => tf.cast(tf.clipByValue(tf.where(tf.isNaN(a), tf.zerosLike(a), a), -9, 9), "int32"));
  },
  integers: (random, x) => {
    if (x.dtype !== "int32") return undefined;
    const by = tf.keep(tf.scalar(1 + random.integer(3), "int32"));
    const table: Record<string, Binary> = {
      add: tf.add,
      sub: tf.sub,
      mul: tf.mul,
      floorDiv: tf.floorDiv,
      mod: tf.mod,
      maximum: tf.maximum,
    };
    const name = pick(random, Object.keys(table));
    return step(`integer ${name}`, (a) => table[name]!(a, by));
  },
};
