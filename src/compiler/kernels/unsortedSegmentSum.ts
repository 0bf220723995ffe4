import { ELEMENT_TYPES } from "../../graph/index.js";
import { sizeOf } from "../../tensor/shape.js";
import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import { calc } from "./formula.js";
import { cut } from "./slice.js";

/** Adds rows into the segments that their ids name; the gradient of a gather. Rows of other ids go to a segment more, which is cut off. */
export const unsortedSegmentSum = kernel<"x" | "segmentIds", { numSegments: number }>(
  "UnsortedSegmentSum",
  (trace, { x, segmentIds }, { numSegments }) => {
    const idRank = segmentIds.shape.length;
    const shape = [numSegments + 1, ...x.shape.slice(idRank)];
    const rows = sizeOf(segmentIds.shape);
    const flat = trace.full(trace.reshape(x, [rows, ...x.shape.slice(idRank)]));
    const isSegment = calc(
      trace,
      "And",
      calc(trace, "GreaterOrEqual", segmentIds, 0),
      calc(trace, "Less", segmentIds, numSegments),
    );
    const known = trace.reshape(calc(trace, "Where", isSegment, segmentIds, numSegments), [rows, 1]);
    const ids = trace.node("Cast", [trace.full(known)], { to: ELEMENT_TYPES.int64 });
    const zeros = trace.full(uniformValue(0, shape, x.dtype));
    const sums = trace.value(shape, x.dtype, trace.node("ScatterND", [zeros, ids, flat], { reduction: "add" }));
    return cut(
      trace,
      sums,
      shape.map(() => 0),
      shape.with(0, numSegments),
    );
  },
);
