import type { Confusion } from "./confusionMatrix.js";

/**
 * Share of images classified rightly. With one label per image this is the micro-averaged precision, the paper's "total precision".
 * Null without images.
 */
export function accuracy(confusion: Confusion): number | null {
  const total = confusion.flat().reduce((sum, count) => sum + count, 0);
  const right = confusion.reduce((sum, row, index) => sum + row[index]!, 0);
  return total === 0 ? null : right / total;
}
