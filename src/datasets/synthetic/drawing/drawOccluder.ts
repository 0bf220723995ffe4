import type { Point } from "./canvas.js";
import { shade } from "./colour.js";
import { smooth } from "./paths.js";
import type { Scene } from "./scene.js";

/** Something in front of the face: it hides part of it and never all of eyes, brows and mouth. */
export function drawOccluder({ canvas, person, circumstances, geometry }: Scene): void {
  const { occluder, occluderSide, occluderExtent, clothes } = circumstances;
  if (!occluder) return;
  const sign = occluderSide < 0 ? -1 : 1;
  switch (occluder) {
    case "scarf": {
      const y = geometry.chin - 0.15 - 0.25 * occluderExtent;
      const cloth = canvas.linear(
        [0, y],
        [0, y + 1],
        [
          [0, shade(clothes, 1.15)],
          [1, shade(clothes, 0.6)],
        ],
      );
      canvas.fill(
        smooth(
          [
            [-2.2, y - 0.2],
            [-1, y + 0.02],
            [0, y + 0.12],
            [1, y + 0.02],
            [2.2, y - 0.2],
            [2.4, 3.4],
            [-2.4, 3.4],
          ],
          true,
        ),
        cloth,
      );
      for (const d of [0.18, 0.42])
        canvas.stroke(
          smooth([
            [-2, y + d - 0.1],
            [0, y + d + 0.14],
            [2, y + d - 0.1],
          ]),
          shade(clothes, 0.5),
          0.06,
          0.5,
        );
      return;
    }
    case "hand": {
      const skin = shade(person.skin, 0.97);
      for (let finger = 0; finger < 4; finger++) {
        const y = 0.75 + 0.24 * finger - 0.3 * occluderExtent;
        const tip = sign * (0.62 - 0.07 * Math.abs(finger - 1.4));
        canvas.stroke(
          smooth([
            [sign * 2, y + 0.5],
            [sign * 1.2, y + 0.16],
            [tip, y],
          ]),
          shade(skin, 0.62, 0.08),
          0.29,
        );
        canvas.stroke(
          smooth([
            [sign * 2, y + 0.48],
            [sign * 1.2, y + 0.14],
            [tip, y - 0.015],
          ]),
          skin,
          0.23,
        );
      }
      return;
    }
    case "strand": {
      // A lock of hair that fell over one side, with an uneven lower edge.
      const low = 0.5 + 0.6 * occluderExtent;
      const lock: Point[] = [
        [sign * 0.1, -1.5],
        [sign * 0.3, -0.7],
        [sign * 0.48, 0],
        [sign * 0.72, low],
        [sign * 0.95, low - 0.2],
        [sign * 1.15, low + 0.1],
        [sign * 1.35, 0.2],
        [sign * 1.2, -1],
      ];
      const paint = canvas.linear(
        [sign * 0.2, -1],
        [sign * 1.2, 0.2],
        [
          [0, shade(person.hair, 1.25)],
          [0.5, person.hair],
          [1, shade(person.hair, 0.6)],
        ],
      );
      canvas.fill(smooth(lock, true), paint, 0.97);
      for (let i = 0; i < 4; i++) {
        const x = 0.42 + 0.19 * i;
        canvas.stroke(
          smooth([
            [sign * (x - 0.25), -1.2],
            [sign * x, -0.5],
            [sign * (x + 0.24), low - 0.3 - 0.1 * (i % 2)],
          ]),
          shade(person.hair, i % 2 ? 0.55 : 1.5),
          0.045,
          0.45,
        );
      }
      return;
    }
    default: {
      const edge = sign * (1.12 - 0.5 * occluderExtent);
      canvas.fill(`M${edge} -3L${edge + 0.15 * sign} 4L${sign * 5} 4L${sign * 5} -3Z`, shade(clothes, 0.8));
    }
  }
}
