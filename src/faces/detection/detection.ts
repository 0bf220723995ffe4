import type { Box } from "../box.js";

/** A face as a detector sees it. */
export interface Detection {
  /** In pixels of the photograph. */
  readonly box: Box;
  /** 0 to 1. */
  readonly score: number;
}
