import type { Circumstances } from "../circumstances.js";
import type { FaceGeometry } from "../faceGeometry.js";
import type { Identity } from "../identity.js";
import { Canvas, short } from "./canvas.js";
import { drawBackground } from "./drawBackground.js";
import { drawBrows } from "./drawBrows.js";
import { drawEyes } from "./drawEyes.js";
import { drawFacialHair } from "./drawFacialHair.js";
import { drawFolds } from "./drawFolds.js";
import { drawGlasses } from "./drawGlasses.js";
import { drawHairBack, drawHairFront } from "./drawHair.js";
import { drawHead } from "./drawHead.js";
import { drawLight } from "./drawLight.js";
import { drawMouth } from "./drawMouth.js";
import { drawNose } from "./drawNose.js";
import { drawOccluder } from "./drawOccluder.js";
import { projection } from "./pose.js";
import type { Scene } from "./scene.js";

/** Share of the picture between the eyes' centres, and where the eyes' middle lies: a face cut as face detectors align it. */
const eyeDistance = 31;
const eyeLevel = 42;

/** One face as SVG text to be rasterised at `pixels`. */
export function drawFace(
  person: Identity,
  geometry: FaceGeometry,
  circumstances: Circumstances,
  pixels: number,
): string {
  const canvas = new Canvas();
  const scene: Scene = {
    canvas,
    person,
    geometry,
    circumstances,
    project: projection(circumstances.yaw, circumstances.pitch),
  };
  drawBackground(scene);
  const scale = eyeDistance * circumstances.zoom;
  const x = 50 + 100 * circumstances.shiftX;
  const y = eyeLevel + 100 * circumstances.shiftY;
  const roll = (circumstances.roll * 180) / Math.PI;
  canvas.transformed(`translate(${short(x)} ${short(y)}) rotate(${short(roll)}) scale(${short(scale)})`, () => {
    drawHairBack(scene);
    drawHead(scene);
    drawFolds(scene);
    drawFacialHair(scene);
    drawNose(scene);
    drawEyes(scene);
    drawBrows(scene);
    drawMouth(scene);
    drawHairFront(scene);
    drawGlasses(scene);
    drawOccluder(scene);
  });
  drawLight(scene);
  return canvas.toSvg(pixels);
}
