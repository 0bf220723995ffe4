import { randomUUID } from "node:crypto";
import type { ManifestDraft } from "../../bundle/index.js";
import type { FaceApiPackage } from "./loadPackage.js";
import { CROP_SIZE, DETECTOR_CELLS, DETECTOR_SIZE } from "./traceNetworks.js";

/** The package's labels in its order (neutral, happy, sad, angry, fearful, disgusted, surprised), in the words of this project. */
const LABELS = ["neutral", "happiness", "sadness", "anger", "fear", "disgust", "surprise"];

/** The package's default: boxes of a lower score are no faces. */
const SCORE_THRESHOLD = 0.5;

const PLAIN = { dtype: "float32", layout: "NHWC", channels: "RGB", mean: [0, 0, 0], scale: 1 } as const;

/** What the bundle of the package's networks says about itself. */
export function faceApiManifest({ faceApi, version }: FaceApiPackage): ManifestDraft {
  const { anchors, iouThreshold } = faceApi.nets.tinyFaceDetector.config;
  const crops = { name: "images", size: CROP_SIZE, ...PLAIN, mean: [0, 0, 0] as [number, number, number] };
  return {
    ...{ format: "semblance-bundle", formatVersion: 1, name: "face-api", version, kind: "face-parts" },
    generation: randomUUID(),
    createdAt: new Date().toISOString(),
    labels: LABELS,
    // The package does not say what it was trained on.
    classCounts: [],
    tailClasses: [],
    imageSize: CROP_SIZE,
    latentSize: 0,
    networks: { classifiers: [{ id: "expression", file: "classifier-expression.onnx", input: crops }] },
    faces: {
      detector: {
        file: "detector.onnx",
        input: { ...crops, size: DETECTOR_SIZE },
        output: { form: "grid", name: "grid", cells: DETECTOR_CELLS, anchors: anchors.map(({ x, y }) => [x, y]) },
        extent: "rounded",
        scoreThreshold: SCORE_THRESHOLD,
        iouThreshold,
      },
      landmarks: {
        file: "landmarks.onnx",
        input: crops,
        output: { name: "landmarks", count: 68 },
        points: {
          leftEye: [36, 37, 38, 39, 40, 41],
          rightEye: [42, 43, 44, 45, 46, 47],
          nose: [30],
          leftMouth: [48],
          rightMouth: [54],
        },
      },
    },
    // What the package cuts out for its expression network once it knows the landmarks.
    crop: { align: "landmarks", padding: 0.2, find: true },
    card: "MODEL_CARD.md",
    training: {
      seed: 0,
      command: "semblance import face-api",
      durationSeconds: 0,
      settings: { package: "@vladmandic/face-api", version },
    },
    data: { name: "not published", fingerprint: "not published", splits: {} },
    metrics: { classifiers: {} },
  };
}
