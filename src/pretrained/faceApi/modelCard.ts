import type { FaceApiPackage } from "./loadPackage.js";

/** `MODEL_CARD.md` of the bundle: whose networks these are, under which licence, and what is not known about them. */
export function modelCard({ version, license }: Pick<FaceApiPackage, "version" | "license">): string {
  return `# face-api

The tiny face detector, the 68 landmarks and the seven expressions of [@vladmandic/face-api](https://github.com/vladmandic/face-api)
${version}, a maintained fork of [face-api.js](https://github.com/justadudewhohacks/face-api.js) by Vincent Mühler. Architecture and weights
are theirs. \`semblance import face-api\` traced the package's own TensorFlow.js code with its own weights into ONNX on this machine; the
numbers are the same to about six digits.

| part | what it is |
|---|---|
| \`detector.onnx\` | a small YOLO with separable convolutions, 416 x 416 pixels, one class |
| \`landmarks.onnx\` | 68 points of a face cut out by its box, 112 x 112 pixels |
| \`classifier-expression.onnx\` | seven expressions of a face cut out around its landmarks, 112 x 112 pixels |

The package's words happy, sad, angry, fearful, disgusted and surprised are here happiness, sadness, anger, fear, disgust and surprise.

## What is not known

Neither package publishes what its networks were trained on, how well they do per class, or for whom they do worse. Faces that are dark,
turned, covered, very young or very old are known to be hard for networks of this size. Measure on your own photographs before relying on them.

## What it must not be used for

A label describes a visible expression, not what a person feels. Do not use it to judge, select or monitor people; in the European Union,
inferring emotions at work and in schools is prohibited outside medical and safety uses.

## Licence of the networks

${license
  .split("\n")
  .map((line) => `> ${line}`.trimEnd())
  .join("\n")}
`;
}
