import { constantValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { calc, castTo } from "./formula.js";
import { isInside, perChannel, pixelsAt, roundHalfUp } from "./sampleImage.js";
import { cut } from "./slice.js";

interface Attributes {
  cropSize: [number, number];
  method: "bilinear" | "nearest";
  extrapolationValue: number;
}

/** Cuts boxes (y1, x1, y2, x2 in parts of the image) out of images and resizes them; outside the image stands the extrapolation value. */
export const cropAndResize = kernel<"image" | "boxes" | "boxInd", Attributes>(
  "CropAndResize",
  (trace, { image, boxes, boxInd }, { cropSize, method, extrapolationValue }) => {
    const count = boxes.shape[0]!;
    const [height, width] = image.shape.slice(1, 3) as [number, number];
    const shape = [count, ...cropSize];
    const index = trace.reshape(castTo(trace, boxInd, "float32"), [count, 1, 1]);
    const y = trace.reshape(positions(trace, boxes, 0, height, cropSize[0]), [count, cropSize[0], 1]);
    const x = trace.reshape(positions(trace, boxes, 1, width, cropSize[1]), [count, 1, cropSize[1]]);
    const at = (row: TracedValue, column: TracedValue) =>
      castTo(trace, pixelsAt(trace, image, { image: index, row, column }, shape), "float32");
    const floor = (value: TracedValue) => calc(trace, "Floor", value);
    const ceil = (value: TracedValue) => calc(trace, "Ceil", value);
    const between = (a: TracedValue, b: TracedValue, position: TracedValue) => {
      const part = perChannel(trace, calc(trace, "Sub", position, floor(position)));
      return calc(trace, "Add", a, calc(trace, "Mul", calc(trace, "Sub", b, a), part));
    };
    const pixels =
      method === "nearest"
        ? at(roundHalfUp(trace, y), roundHalfUp(trace, x))
        : between(
            between(at(floor(y), floor(x)), at(floor(y), ceil(x)), x),
            between(at(ceil(y), floor(x)), at(ceil(y), ceil(x)), x),
            y,
          );
    const isSeen = perChannel(trace, calc(trace, "And", isInside(trace, y, height), isInside(trace, x, width)));
    const known = calc(trace, "Where", isSeen, pixels, extrapolationValue);
    const isImage = perChannel(trace, calc(trace, "Less", index, image.shape[0]!));
    return calc(trace, "Where", isImage, known, 0);
  },
);

/** [boxes, size]: where the places along one axis of each crop lie in the image, in pixels. */
function positions(trace: Tracer, boxes: TracedValue, axis: 0 | 1, extent: number, size: number): TracedValue {
  const column = (i: number) => cut(trace, boxes, [0, i], [boxes.shape[0]!, 1]);
  const [first, last] = [column(axis), column(axis + 2)];
  const steps = constantValue(
    Float32Array.from({ length: size }, (_, i) => i),
    [1, size],
    "float32",
  );
  if (size === 1) return calc(trace, "Mul", calc(trace, "Add", first, last), 0.5 * (extent - 1));
  const scale = calc(trace, "Mul", calc(trace, "Sub", last, first), (extent - 1) / (size - 1));
  return calc(trace, "Add", calc(trace, "Mul", first, extent - 1), calc(trace, "Mul", scale, steps));
}
