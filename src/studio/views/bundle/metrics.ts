/** How one classifier did on one split. */
export interface SplitScores {
  readonly classifier: string;
  readonly split: string;
  readonly images: number;
  readonly accuracy: number;
  readonly meanClassAccuracy: number;
  /** [truth][answer], in images; rows in the order of the labels. */
  readonly confusion: readonly (readonly number[])[];
}

/** Everything in a model's metrics that has a confusion matrix. Bundles may come from elsewhere, so nothing about their shape is taken on trust. */
export function scoresOf(metrics: Readonly<Record<string, unknown>>): SplitScores[] {
  return entriesOf(metrics.classifiers).flatMap(([classifier, splits]) =>
    entriesOf(splits).flatMap(([split, scores]) => {
      const { images, accuracy, meanClassAccuracy, confusion } = Object.fromEntries(entriesOf(scores));
      if (!isMatrix(confusion)) return [];
      return [
        {
          ...{ classifier, split, confusion },
          images: numberOf(images),
          accuracy: numberOf(accuracy),
          meanClassAccuracy: numberOf(meanClassAccuracy),
        },
      ];
    }),
  );
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : Number.NaN;
}

function isMatrix(value: unknown): value is number[][] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (row) => Array.isArray(row) && row.length === value.length && row.every((cell) => typeof cell === "number"),
    )
  );
}
