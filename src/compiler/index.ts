import "./tensorflow.js";

export type { DType, HostTensor, TensorData, TensorSpec } from "../tensor/hostTensor.js";
export type { Program, StateSlot } from "../tensor/program.js";
export { BatchDependenceError } from "./batchDependenceError.js";
export { compile } from "./compile.js";
export { COMPILED_BACKEND, registerCompiledBackend } from "./compiledBackend.js";
export { type ExportOptions, exportOnnx } from "./exportOnnx.js";
export type { TraceableFunction } from "./functionTrace.js";
export type { Executor } from "./segment.js";
export { SymbolicReadError } from "./symbolicReadError.js";
export { UnstableTraceError } from "./unstableTraceError.js";
export { UnsupportedKernelError } from "./unsupportedKernelError.js";
export { VariableInitialValueError } from "./variableInitialValueError.js";
