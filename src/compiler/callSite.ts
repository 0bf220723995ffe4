/** TensorFlow.js puts a dozen frames between an operation and its kernel; the default of ten would hide the caller. */
const DEEP_ENOUGH = 100;

/** "at file:line" of the innermost caller that is neither TensorFlow.js nor this compiler. */
export function callSite(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = DEEP_ENOUGH;
  const frames = (new Error().stack ?? "").split("\n").slice(1);
  Error.stackTraceLimit = limit;
  const own = /tfjs|@tensorflow|(src|dist)[\\/]compiler[\\/]|node:/;
  const frame = frames.find((line) => !own.test(line));
  return frame ? frame.trim() : "at an unknown place";
}
