import { kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import { UnsupportedKernelError } from "../unsupportedKernelError.js";
import { transpose } from "./transpose.js";

/** Unfolds channels into blocks of space. */
export const depthToSpace = kernel<"x", { blockSize: number; dataFormat: string }>(
  "DepthToSpace",
  (trace, { x }, { blockSize, dataFormat }) => {
    if (dataFormat !== "NHWC")
      throw new UnsupportedKernelError("DepthToSpace", `data format ${dataFormat} is not lowered; NHWC is`);
    const [batch, height, width, channels] = x.shape as [number, number, number, number];
    const depth = channels / (blockSize * blockSize);
    const blocks = trace.reshape(x, [batch, height, width, blockSize, blockSize, depth]);
    const moved = transpose.lower(trace, { x: blocks }, { perm: [0, 1, 3, 2, 4, 5] }) as TracedValue;
    return trace.reshape(moved, [batch, height * blockSize, width * blockSize, depth]);
  },
);
