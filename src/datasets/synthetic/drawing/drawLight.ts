import type { Scene } from "./scene.js";

/** The light's direction over the whole picture: brighter where it comes from, darker where it goes. */
export function drawLight({ canvas, circumstances }: Scene): void {
  const { lightX, lightY, contrast } = circumstances;
  const from = [50 + 55 * lightX, 50 + 50 * lightY] as const;
  const to = [50 - 55 * lightX, 50 - 50 * lightY] as const;
  canvas.fill(
    "M-5 -5H105V105H-5Z",
    canvas.linear(from, to, [
      [0, [255, 246, 230], 0.14 * contrast],
      [0.5, [40, 30, 30], 0],
      [1, [8, 8, 22], 0.42 * contrast],
    ]),
  );
}
