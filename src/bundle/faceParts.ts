import { z } from "zod";
import { fileName, slug } from "./names.js";

const relative = z.number().min(-2).max(3);
const point = z.tuple([relative, relative]);
/** Name of a graph's input or output. */
const valueName = z.string().min(1).max(200);

/**
 * What a network wants to be given: an image of `size` x `size` pixels as `(value - mean[channel]) * scale`. A graph of ours takes the
 * values as they are and scales them inside; one made elsewhere says here how it wants them.
 */
export const imageInputSchema = z.strictObject({
  name: valueName,
  size: z.int().min(8).max(2048),
  dtype: z.enum(["uint8", "float32"]),
  layout: z.enum(["NHWC", "NCHW"]),
  channels: z.enum(["RGB", "BGR"]),
  /** Of red, green and blue, in that order whatever `channels` says; 0 to 255. */
  mean: z.tuple([z.number(), z.number(), z.number()]),
  scale: z.number().positive(),
});

/** A grid of cells, each with `anchors.length` times x, y, width, height and score, as YOLO has them: float32 [-1, cells, cells, 5 anchors]. */
const gridOutputSchema = z.strictObject({
  form: z.literal("grid"),
  name: valueName,
  cells: z.int().min(1).max(256),
  /** Width and height in cells. */
  anchors: z
    .array(z.tuple([z.number().positive(), z.number().positive()]))
    .min(1)
    .max(32),
});

/** Boxes that the graph has worked out itself: float32 [-1, count, 4] and [-1, count, classes]. */
const boxesOutputSchema = z.strictObject({
  form: z.literal("boxes"),
  boxes: valueName,
  scores: valueName,
  count: z.int().min(1).max(100_000),
  classes: z.int().min(1).max(16),
  /** Which of the classes is "face". */
  faceClass: z.int().min(0).max(15),
  corners: z.enum(["xyxy", "centre"]),
  /** "relative": 1 is the size of the input; "pixels": of the input. */
  unit: z.enum(["relative", "pixels"]),
});

export const detectorSchema = z.strictObject({
  file: fileName,
  input: imageInputSchema,
  output: z.discriminatedUnion("form", [gridOutputSchema, boxesOutputSchema]),
  /**
   * How the shorter side's share of the square is turned back into pixels. "rounded": as if it had whole pixels of the input, as face-api
   * does (0.1 % off at most); "exact" for others.
   */
  extent: z.enum(["exact", "rounded"]),
  scoreThreshold: z.number().min(0).max(1),
  /** Of two boxes that overlap by more than this (intersection over union), the less certain one is dropped. */
  iouThreshold: z.number().min(0).max(1),
});

/** Landmarks of a face cut out by its box: float32 [-1, 2 count], x and y by turns, 1 being the size of the input. */
export const landmarksSchema = z.strictObject({
  file: fileName,
  input: imageInputSchema,
  output: z.strictObject({ name: valueName, count: z.int().min(3).max(1000) }),
  /** Indices of the points whose mean is the centre of a part; left and right as they appear in the image. */
  points: z.strictObject({
    leftEye: z.array(z.int().min(0)).min(1),
    rightEye: z.array(z.int().min(0)).min(1),
    nose: z.array(z.int().min(0)).min(1),
    leftMouth: z.array(z.int().min(0)).min(1),
    rightMouth: z.array(z.int().min(0)).min(1),
  }),
});

export const faceFinderSchema = z.strictObject({ detector: detectorSchema, landmarks: landmarksSchema });

/** `find`: an image without a face box is a photograph, whose largest face is looked for. */
export const cropSchema = z.discriminatedUnion("align", [
  /** The box around all landmarks, wider and higher by `padding`, on a black square. */
  z.strictObject({ align: z.literal("landmarks"), padding: z.number().min(0).max(2), find: z.boolean() }),
  /** Turned, scaled and moved so that eyes and mouth come as near as possible to these places; 1 is the size of the image. */
  z.strictObject({
    align: z.literal("similarity"),
    leftEye: point,
    rightEye: point,
    mouth: point,
    find: z.boolean(),
  }),
]);

/** Without `input` and `output`: uint8 NHWC RGB "images" in, "logits" and "probabilities" out, as training writes them. */
export const classifierSchema = z.strictObject({
  id: slug,
  file: fileName,
  input: imageInputSchema.optional(),
  output: z.strictObject({ name: valueName, holds: z.enum(["logits", "probabilities"]) }).optional(),
});

export type ImageInput = z.infer<typeof imageInputSchema>;
export type DetectorPart = z.infer<typeof detectorSchema>;
export type LandmarksPart = z.infer<typeof landmarksSchema>;
export type FaceFinderParts = z.infer<typeof faceFinderSchema>;
export type CropPart = z.infer<typeof cropSchema>;
export type ClassifierPart = z.infer<typeof classifierSchema>;
