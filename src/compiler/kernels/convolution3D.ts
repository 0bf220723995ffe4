import * as tf from "@tensorflow/tfjs-core";
import type { Attribute } from "../../graph/index.js";

/** A 5-D tensor stored channels first: axes N, C, D, H, W of a logical N, D, H, W, C. */
export const VOLUME_CHANNELS_FIRST: readonly number[] = [0, 4, 1, 2, 3];
/** A 3-D convolution kernel stored as ONNX wants it: axes O, I, D, H, W of a logical D, H, W, I, O. */
export const KERNEL_OIDHW: readonly number[] = [4, 3, 0, 1, 2];

type Triple = number | [number, number, number];
type Shape5D = [number, number, number, number, number];

/** Attributes that TensorFlow.js's 3-D convolution kernels share. */
export interface Convolution3DAttributes {
  strides: Triple;
  pad: "valid" | "same" | number;
  dilations?: Triple;
}

/** Attributes that TensorFlow.js's 3-D pooling kernels share. */
export interface Pooling3DAttributes {
  filterSize: Triple;
  strides: Triple;
  pad: "valid" | "same" | number;
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Sizes, strides and paddings of a convolution of an NDHWC input by a DHWIO kernel. */
export function convolution3DInfo(
  input: readonly number[],
  filter: readonly number[],
  { strides, pad, dilations }: Convolution3DAttributes,
): tf.backend_util.Conv3DInfo {
  return tf.backend_util.computeConv3DInfo([...input] as Shape5D, [...filter] as Shape5D, strides, dilations ?? 1, pad);
}

/** Sizes, strides and paddings of a pooling of an NDHWC input. */
export function pooling3DInfo(
  input: readonly number[],
  { filterSize, strides, pad, dimRoundingMode }: Pooling3DAttributes,
): tf.backend_util.Conv3DInfo {
  return tf.backend_util.computePool3DInfo([...input] as Shape5D, filterSize, strides, 1, pad, dimRoundingMode);
}

/** The attributes of an ONNX Conv, ConvTranspose or pooling operator over volumes. */
export function volumeAttributes(info: tf.backend_util.Conv3DInfo): Record<string, Attribute> {
  const { front, top, left, back, bottom, right } = info.padInfo;
  return {
    kernel_shape: [info.filterDepth, info.filterHeight, info.filterWidth],
    strides: [info.strideDepth, info.strideHeight, info.strideWidth],
    pads: [front, top, left, back, bottom, right],
    dilations: [info.dilationDepth, info.dilationHeight, info.dilationWidth],
  };
}

/** What a transposed convolution adds at the end of each axis: rows that no window reached, whose gradient is zero. */
export function unreached(info: tf.backend_util.Conv3DInfo): number[] {
  const { front, top, left, back, bottom, right } = info.padInfo;
  return [
    info.inDepth + front + back - (info.outDepth - 1) * info.strideDepth - info.effectiveFilterDepth,
    info.inHeight + top + bottom - (info.outHeight - 1) * info.strideHeight - info.effectiveFilterHeight,
    info.inWidth + left + right - (info.outWidth - 1) * info.strideWidth - info.effectiveFilterWidth,
  ];
}

/** How many elements of the input, not of the padding, each pooling window sees: depth by height by width. */
export function volumeCounts(info: tf.backend_util.Conv3DInfo): number[] {
  const along = (out: number, stride: number, extent: number, before: number, size: number) =>
    Array.from({ length: out }, (_, i) => {
      const first = i * stride - before;
      return Math.max(Math.min(first + extent, size) - Math.max(first, 0), 0);
    });
  const layers = along(info.outDepth, info.strideDepth, info.filterDepth, info.padInfo.front, info.inDepth);
  const rows = along(info.outHeight, info.strideHeight, info.filterHeight, info.padInfo.top, info.inHeight);
  const columns = along(info.outWidth, info.strideWidth, info.filterWidth, info.padInfo.left, info.inWidth);
  return layers.flatMap((a) => rows.flatMap((b) => columns.map((c) => a * b * c)));
}
