import { constantValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { calc, castTo } from "./formula.js";
import { isInside, perChannel, pixelsAt, roundHalfUp } from "./sampleImage.js";
import { cut } from "./slice.js";

interface Attributes {
  interpolation: "nearest" | "bilinear";
  fillMode: "constant" | "reflect" | "wrap" | "nearest";
  fillValue: number;
  outputShape?: [number, number];
}

/** Projective transformation of images: each output pixel reads where its eight numbers say. */
export const transform = kernel<"image" | "transforms", Attributes>(
  "Transform",
  (trace, { image, transforms }, { interpolation, fillMode, fillValue, outputShape }) => {
    const [batch, height, width] = image.shape as [number, number, number, number];
    const [rows, columns] = outputShape ?? [height, width];
    const count = (size: number) => Float32Array.from({ length: size }, (_, i) => i);
    const outX = constantValue(count(columns), [1, 1, columns], "float32");
    const outY = constantValue(count(rows), [1, rows, 1], "float32");
    const number = (i: number) =>
      trace.reshape(cut(trace, transforms, [0, i], [transforms.shape[0]!, 1]), [transforms.shape[0]!, 1, 1]);
    const times = (i: number, value: TracedValue) => calc(trace, "Mul", number(i), value);
    const line = (i: number) => calc(trace, "Add", times(i, outX), times(i + 1, outY));
    const projection = calc(trace, "Add", line(6), 1);
    const coordinate = (i: number, size: number) =>
      mapped(trace, calc(trace, "Div", calc(trace, "Add", line(i), number(i + 2)), projection), size, fillMode);
    const [x, y] = [coordinate(0, width), coordinate(3, height)];
    const index = constantValue(count(batch), [batch, 1, 1], "float32");
    const shape = [batch, rows, columns];
    const at = (row: TracedValue, column: TracedValue) => {
      const pixels = castTo(trace, pixelsAt(trace, image, { image: index, row, column }, shape), "float32");
      const isSeen = calc(trace, "And", isInside(trace, row, height), isInside(trace, column, width));
      return calc(trace, "Where", perChannel(trace, isSeen), pixels, fillValue);
    };
    const pixels =
      interpolation === "nearest" ? at(roundHalfUp(trace, y), roundHalfUp(trace, x)) : bilinear(trace, at, x, y);
    const hasPlace = perChannel(trace, calc(trace, "Not", calc(trace, "Equal", projection, 0)));
    return castTo(trace, calc(trace, "Where", hasPlace, pixels, fillValue), image.dtype);
  },
);

type Reader = (row: TracedValue, column: TracedValue) => TracedValue;

function bilinear(trace: Tracer, at: Reader, x: TracedValue, y: TracedValue): TracedValue {
  const [left, top] = [calc(trace, "Floor", x), calc(trace, "Floor", y)];
  const [right, bottom] = [calc(trace, "Add", left, 1), calc(trace, "Add", top, 1)];
  const weighted = (a: TracedValue, b: TracedValue, position: TracedValue, first: TracedValue) => {
    const part = perChannel(trace, calc(trace, "Sub", position, first));
    return calc(trace, "Add", calc(trace, "Mul", a, calc(trace, "Sub", 1, part)), calc(trace, "Mul", b, part));
  };
  const upper = weighted(at(top, left), at(top, right), x, left);
  return weighted(upper, weighted(at(bottom, left), at(bottom, right), x, left), y, top);
}

/** A coordinate outside the image brought inside, as TensorFlow does (tensorflow/core/kernels/image/image_ops.h). */
function mapped(trace: Tracer, at: TracedValue, size: number, mode: Attributes["fillMode"]): TracedValue {
  if (mode === "constant") return at;
  const clamped = (value: TracedValue) => calc(trace, "Min", calc(trace, "Max", value, 0), size - 1);
  if (mode === "nearest" || size <= 1) return clamped(at);
  const [isBelow, isAbove] = [calc(trace, "Less", at, 0), calc(trace, "Greater", at, size - 1)];
  const choose = (below: TracedValue, above: TracedValue) =>
    clamped(calc(trace, "Where", isBelow, below, calc(trace, "Where", isAbove, above, at)));
  /** Whole multiples of `period` in a value that is not negative. */
  const multiples = (value: TracedValue, period: number) => calc(trace, "Floor", calc(trace, "Div", value, period));
  const opposite = calc(trace, "Neg", at);
  if (mode === "wrap") {
    const up = calc(trace, "Mul", calc(trace, "Add", multiples(opposite, size - 1), 1), size);
    const down = calc(trace, "Mul", multiples(at, size - 1), size);
    return choose(calc(trace, "Add", at, up), calc(trace, "Sub", at, down));
  }
  const period = 2 * size;
  const near = calc(trace, "Add", at, calc(trace, "Mul", multiples(opposite, period), period));
  const folded = calc(
    trace,
    "Where",
    calc(trace, "Less", near, -size),
    calc(trace, "Add", near, period),
    calc(trace, "Sub", calc(trace, "Neg", near), 1),
  );
  const rest = calc(trace, "Sub", at, calc(trace, "Mul", multiples(at, period), period));
  const back = calc(trace, "Sub", period - 1, rest);
  return choose(folded, calc(trace, "Where", calc(trace, "GreaterOrEqual", rest, size), back, rest));
}
