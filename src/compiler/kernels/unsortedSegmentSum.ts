import { ELEMENT_TYPES } from "../../graph/index.js";
import { sizeOf } from "../../tensor/shape.js";
import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";

/** Adds rows into the segments that their ids name; the gradient of a gather. */
export const unsortedSegmentSum = kernel<"x" | "segmentIds", { numSegments: number }>(
  "UnsortedSegmentSum",
  (trace, { x, segmentIds }, { numSegments }) => {
    const idRank = segmentIds.shape.length;
    const shape = [numSegments, ...x.shape.slice(idRank)];
    const rows = sizeOf(segmentIds.shape);
    const flat = trace.full(trace.reshape(x, [rows, ...x.shape.slice(idRank)]));
    const ids = trace.node("Cast", [trace.full(trace.reshape(segmentIds, [rows, 1]))], { to: ELEMENT_TYPES.int64 });
    const zeros = trace.full(uniformValue(0, shape, x.dtype));
    return trace.value(shape, x.dtype, trace.node("ScatterND", [zeros, ids, flat], { reduction: "add" }));
  },
);
