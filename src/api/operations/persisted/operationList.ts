import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { OperationListError } from "../../errors/operationListError.js";

const manifest = z.object({
  format: z.literal("apollo-persisted-query-manifest"),
  version: z.literal(1),
  operations: z.array(
    z.object({
      id: z.string().min(1).max(200),
      name: z.string(),
      type: z.enum(["query", "mutation", "subscription"]),
      body: z.string().min(1),
    }),
  ),
});

/** Operations that are answered and no other: Apollo's manifest of persisted queries, which its tools and `semblance operations` write. */
export type OperationList = z.infer<typeof manifest>;

/** @returns documents by their ids and by the SHA-256 of their text. @throws OperationListError */
export function readOperationList(path: string): ReadonlyMap<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new OperationListError(path, (error as Error).message);
  }
  const parsed = manifest.safeParse(value);
  if (!parsed.success) throw new OperationListError(path, z.prettifyError(parsed.error).replaceAll("\n", " "));
  return new Map(
    parsed.data.operations.flatMap(({ id, body }) => [
      [id, body],
      [sha256(body), body],
    ]),
  );
}

/** Of UTF-8 text, hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
