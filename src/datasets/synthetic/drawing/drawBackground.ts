import { mix, shade } from "./colour.js";
import type { Scene } from "./scene.js";

/** A room out of focus: a graded wall and a few soft patches. */
export function drawBackground({ canvas, circumstances }: Scene): void {
  const [a, b, c] = circumstances.background;
  const x = 50 + 50 * circumstances.lightX;
  canvas.fill(
    "M-5 -5H105V105H-5Z",
    canvas.linear(
      [x, 0],
      [100 - x, 100],
      [
        [0, a],
        [1, mix(b, a, 0.4)],
      ],
    ),
  );
  canvas.glow([14, 30], 34, 46, c, 0.55);
  canvas.glow([90, 62], 30, 44, b, 0.6);
  canvas.glow([82, 8], 26, 26, shade(c, 0.6), 0.5);
}
