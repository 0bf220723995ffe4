export { ENGINES, type EngineName } from "./engine/engine.js";
export { loadEngine } from "./engine/loadEngine.js";
export { TrainingInterruptedError } from "./errors/trainingInterruptedError.js";
export { UnknownPresetError } from "./errors/unknownPresetError.js";
export { findPreset, presets } from "./presets.js";
export type { ProgressSink } from "./run/progress.js";
export { openRun, type TrainingRun } from "./run/trainingRun.js";
export { type RunRecord, readRecord, startRecord } from "./runRecord.js";
export { train } from "./train.js";
