import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";

export const onesLike = kernel<"x", object>("OnesLike", (_, { x }) => uniformValue(1, x.shape, x.dtype));
