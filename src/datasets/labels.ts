/** The seven basic expressions in the order that every bundle, report and network of this project uses; also RAF-DB's order. */
export const expressionLabels = ["surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral"] as const;

export type Expression = (typeof expressionLabels)[number];
