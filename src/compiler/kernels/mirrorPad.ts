import { kernel } from "../kernel.js";
import { takeAlong } from "./takeAlong.js";

/** Pads with a mirror image: "symmetric" repeats the element at the edge, "reflect" does not. */
export const mirrorPad = kernel<"x", { paddings: [number, number][]; mode: "reflect" | "symmetric" }>(
  "MirrorPad",
  (trace, { x }, { paddings, mode }) => {
    const again = mode === "symmetric" ? 1 : 0;
    return paddings.reduce((value, [before, after], axis) => {
      if (before + after === 0) return value;
      const size = x.shape[axis]!;
      const places = Array.from({ length: before + size + after }, (_, i) => {
        const place = i - before;
        return place < 0 ? -place - again : place < size ? place : 2 * (size - 1) - place + again;
      });
      return takeAlong(trace, value, axis, places);
    }, x);
  },
);
