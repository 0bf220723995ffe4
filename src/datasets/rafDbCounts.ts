/** Official counts of RAF-DB's basic set in its class order (its own list of labels; docs/method.md, section 6.1). */
export const rafDbCounts = {
  train: [1290, 281, 717, 4772, 1982, 705, 2524],
  test: [329, 74, 160, 1185, 478, 162, 680],
} as const;
