import { createHash } from "node:crypto";
import { z } from "zod";
import { CursorError } from "../errors/cursorError.js";

/** Where a stream of generated images continues. */
export interface StreamPosition {
  readonly seed: number;
  /** Index of the next image. */
  readonly next: number;
}

const schema = z.tuple([z.int().min(0), z.int().min(0), z.string()]);

/** Opaque to clients. `stream` holds what else decides the images, so that a cursor of another stream is noticed. */
export function encodeCursor(position: StreamPosition, stream: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([position.seed, position.next, mark(stream)])).toString("base64url");
}

/** @throws CursorError */
export function decodeCursor(cursor: string, stream: readonly unknown[]): StreamPosition {
  const [seed, next, of] = parse(cursor);
  if (of !== mark(stream)) throw new CursorError("it belongs to another model, other classes or another s");
  return { seed, next };
}

function parse(cursor: string): z.infer<typeof schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw new CursorError("it cannot be read");
  }
}

function mark(stream: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(stream)).digest("base64url").slice(0, 12);
}
