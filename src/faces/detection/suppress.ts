import { overlap } from "../box.js";
import type { Detection } from "./detection.js";

/** Of detections that overlap by more than `most` (intersection over union) only the most certain one, the most certain first. */
export function suppress(detections: readonly Detection[], most: number): Detection[] {
  const kept: Detection[] = [];
  for (const candidate of [...detections].sort((a, b) => b.score - a.score)) {
    if (kept.every(({ box }) => overlap(box, candidate.box) <= most)) kept.push(candidate);
  }
  return kept;
}
