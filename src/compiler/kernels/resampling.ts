import { constantValue } from "../constantValue.js";
import { CHANNELS_FIRST, type TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";

/** How positions in an enlarged or reduced image fall on the original; as TensorFlow.js's resizing kernels are told. */
export interface Sampling {
  alignCorners: boolean;
  halfPixelCenters?: boolean;
}

function ratio(from: number, to: number, { alignCorners }: Sampling): number {
  return alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
}

/** Place in the original that each place along a resized axis is copied from. */
export function nearestPlaces(from: number, to: number, sampling: Sampling): number[] {
  const step = ratio(from, to, sampling);
  const offset = sampling.halfPixelCenters ? 0.5 : 0;
  const nearest = sampling.alignCorners ? Math.round : Math.floor;
  return Array.from({ length: to }, (_, i) => Math.min(from - 1, nearest(step * (i + offset))));
}

/** A matrix with `columns` columns: in each row, weights at the named places. */
function sparseRows(columns: number, rows: readonly (readonly [place: number, weight: number])[][]): Matrix {
  const data = new Float32Array(rows.length * columns);
  rows.forEach((row, i) => {
    for (const [place, weight] of row) data[i * columns + place]! += weight;
  });
  return { rows: rows.length, columns, data };
}

/** A dense matrix in host memory, row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
}

/** [to, from]: what each place along a resized axis takes from each place of the original. */
export function nearestMatrix(from: number, to: number, sampling: Sampling): Matrix {
  return sparseRows(
    from,
    nearestPlaces(from, to, sampling).map((place) => [[place, 1]]),
  );
}

/** [to, from]: linear interpolation between the two nearest places of the original. */
export function linearMatrix(from: number, to: number, sampling: Sampling): Matrix {
  const step = ratio(from, to, sampling);
  const offset = sampling.halfPixelCenters ? 0.5 : 0;
  const rows = Array.from({ length: to }, (_, i): [number, number][] => {
    const at = Math.min(Math.max(step * (i + offset) - offset, 0), from - 1);
    const first = Math.floor(at);
    return [
      [first, 1 - (at - first)],
      [Math.min(first + 1, from - 1), at - first],
    ];
  });
  return sparseRows(from, rows);
}

/** Sums over rows and columns of an NHWC image: the transposed matrices of a resizing, applied to the gradient of its result. */
export function pullBack(trace: Tracer, dy: TracedValue, rows: Matrix, columns: Matrix): TracedValue {
  const [batch, , , channels] = dy.shape as [number, number, number, number];
  const left = trace.full(constantValue(transposed(rows), [rows.columns, rows.rows], "float32"));
  const right = trace.full(constantValue(columns.data, [columns.rows, columns.columns], "float32"));
  const partial = trace.node("MatMul", [left, trace.full(dy, CHANNELS_FIRST)]);
  const name = trace.node("MatMul", [partial, right]);
  return trace.value([batch, rows.columns, columns.columns, channels], "float32", name, CHANNELS_FIRST);
}

function transposed({ rows, columns, data }: Matrix): Float32Array {
  return Float32Array.from(data, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!);
}
