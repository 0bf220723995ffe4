import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { Dataset } from "./dataset.js";

export const HISTOGRAM_WIDTH = 640;
export const HISTOGRAM_HEIGHT = 360;

/** A blue that stays apart from the grey of the other splits also in black and white. */
const TRAIN_COLOUR = "#1a73e8";

/**
 * How many images of each class a data set's training split has, the paper's figure 1, as an SVG: a bar per class, the commonest first, with its
 * count. The same data set gives the same text.
 */
export function classHistogram({ name, splits: { train } }: Pick<Dataset, "name" | "splits">): string {
  const counts = train.labels.map((label, c) => ({
    label,
    count: train.classes.reduce((sum, value) => sum + (value === c ? 1 : 0), 0),
  }));
  const sorted = counts.sort((a, b) => b.count - a.count);
  const { document } = parseHTML("<html><body></body></html>");
  const { outerHTML } = Plot.plot({
    document,
    className: "classes",
    width: HISTOGRAM_WIDTH,
    height: HISTOGRAM_HEIGHT,
    marginTop: 52,
    x: { label: null, domain: sorted.map(({ label }) => label) },
    y: { label: null, grid: true },
    marks: [
      Plot.barY(sorted, { x: "label", y: "count", fill: TRAIN_COLOUR }),
      Plot.text(sorted, { x: "label", y: "count", text: "count", dy: -7 }),
      Plot.ruleY([0]),
      Plot.text([`${name}: ${train.count} training images, imbalance ${imbalance(sorted)}`], {
        frameAnchor: "top-left",
        dy: -36,
        fontSize: 14,
      }),
    ],
  });
  // A ground of its own: viewers show what is transparent in any colour.
  const ground = '<rect width="100%" height="100%" fill="white"/>';
  return `${String(outerHTML).replace(/^<svg ([^>]*)>/, `<svg xmlns="http://www.w3.org/2000/svg" $1>${ground}`)}\n`;
}

/** The commonest class's images per image of the rarest. */
function imbalance(sorted: readonly { readonly count: number }[]): string {
  const [most, least] = [sorted[0]?.count ?? 0, sorted.at(-1)?.count ?? 0];
  return least > 0 ? (most / least).toFixed(1) : "infinite";
}
