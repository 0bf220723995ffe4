import { css, type Rgb } from "./colour.js";

export type Point = readonly [number, number];
export type Stop = readonly [offset: number, colour: Rgb, opacity?: number];

/** Collects the shapes of one drawing, back to front. Lengths are whatever the surrounding transform makes of them. */
export class Canvas {
  readonly #definitions: string[] = [];
  readonly #shapes: string[] = [];
  /** Glows of one colour share a gradient: reading the text is most of the cost of a small picture. */
  readonly #glows = new Map<string, string>();

  /** A filled path. `paint` is a colour or what a gradient method returned. */
  fill(path: string, paint: Rgb | string, opacity = 1): void {
    this.raw(`<path d="${path}" fill="${paintOf(paint)}"${opacity < 1 ? ` fill-opacity="${short(opacity)}"` : ""}/>`);
  }

  stroke(path: string, colour: Rgb | string, width: number, opacity = 1): void {
    if (opacity <= 0.01) return;
    this.raw(
      `<path d="${path}" fill="none" stroke="${paintOf(colour)}" stroke-width="${short(width)}" ` +
        `stroke-opacity="${short(Math.min(1, opacity))}"/>`,
    );
  }

  /** A spot of colour that fades out to its rim: what blur would cost far more for. */
  glow(centre: Point, radiusX: number, radiusY: number, colour: Rgb, opacity: number, turn = 0): void {
    if (opacity <= 0.01) return;
    const [x, y] = centre;
    const key = css(colour);
    const paint =
      this.#glows.get(key) ??
      this.#define(
        `<radialGradient id="ID">${stops([
          [0, colour, 1],
          [0.45, colour, 0.62],
          [1, colour, 0],
        ])}</radialGradient>`,
      );
    this.#glows.set(key, paint);
    const rotate = turn === 0 ? "" : ` transform="rotate(${short(turn)} ${short(x)} ${short(y)})"`;
    this.raw(
      `<ellipse cx="${short(x)}" cy="${short(y)}" rx="${short(radiusX)}" ry="${short(radiusY)}" fill="${paint}" fill-opacity="${short(Math.min(1, opacity))}"${rotate}/>`,
    );
  }

  linear(from: Point, to: Point, list: readonly Stop[]): string {
    return this.#define(
      `<linearGradient id="ID" gradientUnits="userSpaceOnUse" x1="${short(from[0])}" y1="${short(from[1])}" ` +
        `x2="${short(to[0])}" y2="${short(to[1])}">${stops(list)}</linearGradient>`,
    );
  }

  radial(centre: Point, radius: number, list: readonly Stop[]): string {
    return this.#define(
      `<radialGradient id="ID" gradientUnits="userSpaceOnUse" cx="${short(centre[0])}" cy="${short(centre[1])}" ` +
        `r="${short(radius)}">${stops(list)}</radialGradient>`,
    );
  }

  /** Draws within the outline only. */
  clipped(outline: string, draw: () => void): void {
    const paint = this.#define(`<clipPath id="ID"><path d="${outline}"/></clipPath>`);
    this.raw(`<g clip-path="${paint}">`);
    draw();
    this.raw("</g>");
  }

  transformed(transform: string, draw: () => void): void {
    this.raw(`<g transform="${transform}">`);
    draw();
    this.raw("</g>");
  }

  raw(xml: string): void {
    this.#shapes.push(xml);
  }

  /** The drawing, 100 units wide and high, to be rasterised at `pixels`. */
  toSvg(pixels: number): string {
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 100 100" ` +
      `stroke-linecap="round" stroke-linejoin="round">` +
      `<defs>${this.#definitions.join("")}</defs>${this.#shapes.join("")}</svg>`
    );
  }

  #define(xml: string): string {
    const id = `d${this.#definitions.length}`;
    this.#definitions.push(xml.replace("ID", id));
    return `url(#${id})`;
  }
}

function stops(list: readonly Stop[]): string {
  return list
    .map(
      ([offset, colour, opacity = 1]) =>
        `<stop offset="${short(offset)}" stop-color="${css(colour)}" stop-opacity="${short(opacity)}"/>`,
    )
    .join("");
}

function paintOf(paint: Rgb | string): string {
  return typeof paint === "string" ? paint : css(paint);
}

export function short(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
