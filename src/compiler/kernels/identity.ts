import { kernel } from "../kernel.js";

export const identity = kernel<"x", object>("Identity", (_, { x }) => x);
