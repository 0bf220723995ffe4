import { ELEMENT_TYPES } from "../../graph/index.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { calc, castTo } from "./formula.js";

/** Where to read an image: whole-numbered float32 values that broadcast to [boxes, rows, columns]. */
export interface Place {
  readonly image: TracedValue;
  readonly row: TracedValue;
  readonly column: TracedValue;
}

/** Pixels [boxes, rows, columns, channels] of NHWC images at computed places, which are moved inside where they lie outside. */
export function pixelsAt(trace: Tracer, images: TracedValue, place: Place, shape: readonly number[]): TracedValue {
  const indices = [place.image, place.row, place.column].map((coordinate, axis) => {
    const known = calc(trace, "Where", calc(trace, "IsNaN", coordinate), 0, coordinate);
    const inside = calc(trace, "Min", calc(trace, "Max", known, 0), images.shape[axis]! - 1);
    return trace.reshape(trace.broadcastTo(castTo(trace, inside, "int32"), shape), [...shape, 1]);
  });
  const names = indices.map((index) => trace.full(index));
  const joined = trace.node("Cast", [trace.node("Concat", names, { axis: 3 })], { to: ELEMENT_TYPES.int64 });
  const name = trace.node("GatherND", [trace.full(images), joined]);
  return trace.value([...shape, images.shape[3]!], images.dtype, name);
}

/** Whether a coordinate lies in an axis of `size` pixels, both ends included. */
export function isInside(trace: Tracer, coordinate: TracedValue, size: number): TracedValue {
  const below = calc(trace, "LessOrEqual", coordinate, size - 1);
  return calc(trace, "And", calc(trace, "GreaterOrEqual", coordinate, 0), below);
}

/** Rounds halves up, as JavaScript does; ONNX's Round goes to the even neighbour. */
export function roundHalfUp(trace: Tracer, x: TracedValue): TracedValue {
  return calc(trace, "Floor", calc(trace, "Add", x, 0.5));
}

/** A condition or coordinate [boxes, rows, columns] with an axis for channels. */
export function perChannel(trace: Tracer, x: TracedValue): TracedValue {
  return trace.reshape(x, [...x.shape, 1]);
}
