import type { History } from "../run/checkpoint.js";

const WIDTH = 260;
const HEIGHT = 120;
const COLUMNS = 3;
const GAP = 46;

/** The terms of a stage's loss over its steps as an SVG of small charts, one per term, each on its own scale. */
export function lossCurves(title: string, history: History): string {
  const names = [...new Set(history.flatMap(({ terms }) => Object.keys(terms)))];
  const rows = Math.ceil(names.length / COLUMNS);
  const width = COLUMNS * (WIDTH + GAP) + GAP;
  const height = rows * (HEIGHT + GAP) + GAP + 20;
  const charts = names.map((name, index) => {
    const x = GAP + (index % COLUMNS) * (WIDTH + GAP);
    const y = GAP + 20 + Math.floor(index / COLUMNS) * (HEIGHT + GAP);
    return `<g transform="translate(${x} ${y})">${chart(name, history)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="100%" height="100%" fill="white"/><text x="${GAP}" y="24" font-size="15">${title}</text>`,
    ...charts,
    "</svg>\n",
  ].join("\n");
}

function chart(name: string, history: History): string {
  const points = history.flatMap(({ step, terms }) =>
    terms[name] === undefined ? [] : [{ step, value: terms[name] }],
  );
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const last = history.at(-1)?.step ?? 1;
  const path = points.map(({ step, value }) => {
    const x = (step / last) * WIDTH;
    const y = high === low ? HEIGHT / 2 : HEIGHT * (1 - (value - low) / (high - low));
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return [
    `<text y="-6">${name} (last ${values.at(-1)?.toPrecision(3)})</text>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="none" stroke="#ccc"/>`,
    `<polyline points="${path.join(" ")}" fill="none" stroke="#1a73e8" stroke-width="1.5"/>`,
    `<text x="-4" y="9" text-anchor="end" fill="#666">${high.toPrecision(2)}</text>`,
    `<text x="-4" y="${HEIGHT}" text-anchor="end" fill="#666">${low.toPrecision(2)}</text>`,
    `<text x="${WIDTH}" y="${HEIGHT + 14}" text-anchor="end" fill="#666">step ${last}</text>`,
  ].join("");
}
