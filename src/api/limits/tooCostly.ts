import type { RootCall } from "../operations/rootCalls.js";
import { accessOf } from "../security/access.js";
import { LIMITS } from "./limits.js";
import { refusal } from "./refusal.js";

/** Images that calls read or generate, each field as it declares. */
export function imagesOf(calls: readonly RootCall[]): number {
  return calls.reduce((sum, { field, args }) => sum + (accessOf(field).images?.(args) ?? 0), 0);
}

/** Refuses an operation that asks for too many images in all, before any of it is executed. */
export function tooCostly(images: number) {
  if (images <= LIMITS.imagesPerOperation) return undefined;
  return refusal(
    "TOO_MANY_IMAGES",
    `Expected an operation to ask for at most ${LIMITS.imagesPerOperation} images in all, got ${images}. Send several operations.`,
  );
}
