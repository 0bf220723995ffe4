export { parseArms } from "./arms/experimentArm.js";
export { ExperimentInterruptedError } from "./errors/experimentInterruptedError.js";
export { type ExperimentRecord, readExperiment, startExperiment, writeExperiment } from "./record.js";
export { writeReport } from "./report/writeReport.js";
export { type ExperimentRun, runExperiment } from "./runExperiment.js";
export { experimentPresets, findExperimentPreset } from "./settings.js";
