import * as tf from "@tensorflow/tfjs";
import { exportOnnx } from "../../compiler/index.js";
import { fuseLeakyRelu, optimise, readOnnx, writeOnnx } from "../../graph/index.js";
import type { FaceApi, FaceApiNetwork } from "./loadPackage.js";

/** Width and height of what the detector looks at, the package's default, and of what the two others do. */
export const DETECTOR_SIZE = 416;
export const CROP_SIZE = 112;
/** Cells of the detector's grid per axis: five poolings halve 416, the first convolution takes its border. */
export const DETECTOR_CELLS = 13;

/** The three networks as ONNX, by file name. */
export function traceNetworks(faceApi: FaceApi): Map<string, Uint8Array> {
  const { tinyFaceDetector, faceLandmark68TinyNet, faceExpressionNet } = faceApi.nets;
  const folded = foldNormalisation(tinyFaceDetector);
  const images = (size: number) => [{ name: "images", dtype: "float32", shape: [-1, size, size, 3] }] as const;
  const detector = exportOnnx(
    (inputs) => ({ grid: tinyFaceDetector.runMobilenet(inputs.images as tf.Tensor4D, folded) }),
    images(DETECTOR_SIZE),
  );
  const landmarks = exportOnnx(
    (inputs) => ({ landmarks: runOnCrops(faceApi, faceLandmark68TinyNet, inputs.images) }),
    images(CROP_SIZE),
  );
  const expression = exportOnnx((inputs) => {
    const logits = runOnCrops(faceApi, faceExpressionNet, inputs.images);
    return { logits, probabilities: tf.softmax(logits) };
  }, images(CROP_SIZE));
  return new Map([
    ["detector.onnx", writeOnnx(optimise(fuseLeakyRelu(readOnnx(detector))))],
    ["landmarks.onnx", landmarks],
    ["classifier-expression.onnx", expression],
  ]);
}

/**
 * The detector subtracts a mean and divides by 255 before a convolution that has no border: the same as other weights,
 * conv(w, (x - m) / 255) + b = conv(w / 255, x) + (b - sum(w m) / 255).
 */
function foldNormalisation({ params, config }: FaceApiNetwork): unknown {
  return tf.tidy(() => {
    const { filters, bias } = params.conv0 as { filters: tf.Tensor4D; bias: tf.Tensor1D };
    const means = tf.reshape(tf.tensor1d([...config.meanRgb]), [1, 1, 3, 1]);
    const scaled = tf.div(filters, 255);
    return {
      ...params,
      conv0: { filters: tf.keep(scaled), bias: tf.keep(tf.sub(bias, tf.sum(tf.mul(scaled, means), [0, 1, 2]))) },
    };
  });
}

/** The package's networks take an object that brings its images to their size; these have it already. */
function runOnCrops({ NetInput }: FaceApi, network: FaceApiNetwork, images: tf.Tensor): tf.Tensor2D {
  const input = Object.assign(Object.create(NetInput.prototype) as object, { toBatchTensor: () => images });
  return network.runNet(input);
}
