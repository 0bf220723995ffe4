export type FrequencyGroup = "head" | "mid" | "tail";

/**
 * Sorts classes by how common they are in training: head from the mean count up, tail below half of it, mid between. In RAF-DB that
 * makes happiness, neutral and sadness the head, surprise the middle, and disgust, anger and fear the tail.
 */
export function frequencyGroups(classCounts: readonly number[]): FrequencyGroup[] {
  const mean = classCounts.reduce((sum, count) => sum + count, 0) / classCounts.length;
  return classCounts.map((count) => (count >= mean ? "head" : count < mean / 2 ? "tail" : "mid"));
}
