import sharp from "sharp";
import { SIZE } from "./tinyBundle.js";

/** What a GraphQL server answers. */
export interface Answer<T> {
  data: T;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; [detail: string]: unknown } }[];
}

/** Sends one operation over HTTP. */
export async function ask<T = Record<string, never>>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer<T>;
}

/** A PNG of one colour, red, green and blue from 0 to 255. */
export async function plainPng(red: number, green: number, blue: number, size = SIZE): Promise<Buffer> {
  return sharp({ create: { width: size, height: size, channels: 3, background: { r: red, g: green, b: blue } } })
    .png()
    .toBuffer();
}

/** The pixels of an image file in base64, RGB. */
export async function pixelsOf(base64: string): Promise<Buffer> {
  return sharp(Buffer.from(base64, "base64")).removeAlpha().raw().toBuffer();
}

/** The numbers of a Latent as the server writes it. */
export function latentNumbers(base64: string): Float32Array {
  return new Float32Array(new Uint8Array(Buffer.from(base64, "base64")).buffer);
}
