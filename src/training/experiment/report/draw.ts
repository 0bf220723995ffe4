import { type PlotOptions, plot } from "@observablehq/plot";
import { parseHTML } from "linkedom";

/** Attributes of SVG that hold places and sizes. */
const PLACES = / (?:d|transform|x|y|x1|x2|y1|y2|cx|cy|width|height)="[^"]*"/g;

/** A plot as markup: SVG, with a legend where the options ask for one. Needs no browser, here or later. */
export function draw(title: string, options: PlotOptions): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const markup = String(plot({ ...options, document, ariaLabel: title }).outerHTML);
  // To a tenth of a pixel: half the size, and no difference that an eye can see. Text and other attributes stay as they are.
  return markup.replace(PLACES, (attribute) =>
    attribute.replace(/\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10)),
  );
}
