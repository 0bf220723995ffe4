import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";

export const zerosLike = kernel<"x", object>("ZerosLike", (_, { x }) => uniformValue(0, x.shape, x.dtype));
