import * as tf from "@tensorflow/tfjs-core";
import { constantValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import { calc } from "./formula.js";
import { takeAlong } from "./takeAlong.js";

interface Attributes {
  radians: number;
  fillValue: number | [number, number, number];
  center: number | [number, number];
}

/** An alpha channel is filled with full opacity, as TensorFlow.js does. */
const OPAQUE = 255;

/** Rotates images by an angle known while tracing: each pixel is copied from a known place, or filled. */
export const rotateWithOffset = kernel<"image", Attributes>(
  "RotateWithOffset",
  (trace, { image }, { radians, fillValue, center }) => {
    const [batch, height, width, channels] = image.shape as [number, number, number, number];
    const [centerX, centerY] = tf.backend_util.getImageCenter(center, height, width);
    const [sine, cosine] = [Math.sin(radians), Math.cos(radians)];
    const places: number[] = [];
    const isInside = new Uint8Array(height * width);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const fromX = Math.round((x - centerX) * cosine - (y - centerY) * sine + centerX);
        const fromY = Math.round((x - centerX) * sine + (y - centerY) * cosine + centerY);
        const isSeen = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height;
        isInside[places.length] = Number(isSeen);
        places.push(isSeen ? fromY * width + fromX : 0);
      }
    const pixels = takeAlong(trace, trace.reshape(image, [batch, height * width, channels]), 1, places);
    const fill = Array.from({ length: channels }, (_, i) =>
      typeof fillValue === "number" ? fillValue : (fillValue[i] ?? OPAQUE),
    );
    const filling = image.dtype === "float32" ? Float32Array.from(fill) : Int32Array.from(fill);
    const mask = constantValue(isInside, [1, height * width, 1], "bool");
    const result = calc(trace, "Where", mask, pixels, constantValue(filling, [1, 1, channels], image.dtype));
    return trace.reshape(trace.widen(result, pixels.shape), image.shape);
  },
);
