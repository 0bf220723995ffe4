export { checkConversion, TOLERANCE } from "./checkConversion.js";
export { ControlFlowError } from "./controlFlowError.js";
export { ConversionMismatchError } from "./conversionMismatchError.js";
export { type Conversion, type ConversionOptions, convertModel } from "./convertModel.js";
export { InputOptionError } from "./inputOptionError.js";
export { ModelFileError } from "./modelFileError.js";
export type { InputRange } from "./network.js";
export { StatefulLayerError } from "./statefulLayerError.js";
