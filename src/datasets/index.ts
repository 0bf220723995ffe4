export type { DataProblem } from "./dataProblem.js";
export type { Dataset, LoadProgress, SplitName } from "./dataset.js";
export { UnknownDatasetError } from "./errors/unknownDatasetError.js";
export type { LabelledImages } from "./labelledImages.js";
export { type Expression, expressionLabels } from "./labels.js";
export { type LoadOptions, loadDataset } from "./loadDataset.js";
