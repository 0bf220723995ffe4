/** "at file:line" of the innermost caller that is neither TensorFlow.js nor this compiler. */
export function callSite(): string {
  const frames = (new Error().stack ?? "").split("\n").slice(1);
  const own = /[\\/](compiler|@tensorflow)[\\/]|node:/;
  const frame = frames.find((line) => !own.test(line.replace(/[\\/]test[\\/]compiler[\\/]/, "/test/")));
  return frame ? frame.trim() : "at an unknown place";
}
