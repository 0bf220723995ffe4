/** A confusion matrix as a Markdown table: rows are the truth, columns the answers. */
export function confusionTable(labels: readonly string[], confusion: readonly (readonly number[])[]): string {
  const rows = labels.map((label, truth) => `| **${label}** | ${confusion[truth]!.join(" | ")} |`);
  return [`| truth \\ answer | ${labels.join(" | ")} |`, `|---|${"---|".repeat(labels.length)}`, ...rows].join("\n");
}
