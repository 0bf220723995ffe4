import * as tf from "@tensorflow/tfjs-core";
import { sizeOf } from "../../tensor/shape.js";
import { kernel } from "../kernel.js";

export const reshape = kernel<"x", { shape: number[] }>("Reshape", (trace, { x }, { shape }) =>
  trace.reshape(x, tf.util.inferFromImplicitShape(shape, sizeOf(x.shape))),
);
