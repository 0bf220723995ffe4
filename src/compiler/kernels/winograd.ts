import type * as tf from "@tensorflow/tfjs-core";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { positions } from "./positions.js";
import { FROM_PRODUCTS, GRADIENT_TILE, INPUT_TILE, KERNEL_TILE, kron, transposed } from "./winogradMatrices.js";

/** Positions before images: a row of the stored matrix is one position of all images, axes H, W, N, C of a logical N, H, W, C. */
const PLACES_FIRST: readonly number[] = [1, 2, 0, 3];

const LEAST_CHANNELS = 64;
const MOST_PLACES = 196;

/**
 * Whether a convolution is computed by Winograd's minimal filtering F(2x2, 3x3) (Lavin and Gray 2016): 16 products per channel pair for four
 * outputs instead of 36. Its transforms are matrix products too, over tiles that a Gather of whole rows lays out; they pay where channels are
 * many and maps small. With constant weights onnxruntime's blocked convolution is faster.
 */
export function suitsWinograd(info: tf.backend_util.Conv2DInfo, filter?: TracedValue): boolean {
  const { top, left, bottom, right } = info.padInfo;
  const steps = info.strideHeight * info.strideWidth * info.dilationHeight * info.dilationWidth;
  const is3x3 = info.filterHeight === 3 && info.filterWidth === 3 && steps === 1;
  const places = info.outHeight * info.outWidth;
  return (
    is3x3 &&
    !filter?.data &&
    Math.max(top, left, bottom, right) <= 2 &&
    places <= MOST_PLACES &&
    Math.min(info.inChannels, info.outChannels) >= LEAST_CHANNELS &&
    16 * tileCount(info.outHeight) * tileCount(info.outWidth) <= 0.7 * 9 * places
  );
}

export function winogradConvolution(
  trace: Tracer,
  x: TracedValue,
  filter: TracedValue,
  info: tf.backend_util.Conv2DInfo,
): TracedValue {
  const { outHeight, outWidth, inChannels, outChannels, padInfo } = info;
  const tiles = tilesOf(trace, x, 4, [outHeight, outWidth], [padInfo.top, padInfo.left], INPUT_TILE);
  const product = trace.node("MatMul", [tiles, kernelTiles(trace, filter, inChannels, outChannels)]);
  return fromProducts(trace, product, info.outShape, kron(FROM_PRODUCTS));
}

/**
 * The gradient with respect to the input is the convolution of dy with the kernel turned by 180 degrees and channels swapped. Turning
 * exchanges the first and last of the four points along each axis, so the forward pass's transformed kernel serves, with rows exchanged in
 * the transform of dy instead.
 */
export function winogradInputGradient(
  trace: Tracer,
  dy: TracedValue,
  filter: TracedValue,
  info: tf.backend_util.Conv2DInfo,
): TracedValue {
  const { inHeight, inWidth, inChannels, outChannels, padInfo } = info;
  const exchanged = (matrix: readonly (readonly number[])[]) => [3, 1, 2, 0].map((row) => matrix[row]!);
  const corner: [number, number] = [2 - padInfo.top, 2 - padInfo.left];
  const tiles = tilesOf(trace, dy, 4, [inHeight, inWidth], corner, exchanged(INPUT_TILE));
  const kernel = trace.node("Transpose", [kernelTiles(trace, filter, inChannels, outChannels)], { perm: [0, 2, 1] });
  const back = transposed(exchanged(transposed(FROM_PRODUCTS)));
  return fromProducts(trace, trace.node("MatMul", [tiles, kernel]), info.inShape, kron(back));
}

/** The gradient with respect to the kernel, summed over tiles before it is transformed back. */
export function winogradFilterGradient(
  trace: Tracer,
  x: TracedValue,
  dy: TracedValue,
  info: tf.backend_util.Conv2DInfo,
): TracedValue {
  const { outHeight, outWidth, inChannels, outChannels, padInfo } = info;
  const size: [number, number] = [outHeight, outWidth];
  const inputs = tilesOf(trace, x, 4, size, [padInfo.top, padInfo.left], INPUT_TILE);
  const gradients = tilesOf(trace, dy, 2, size, [0, 0], GRADIENT_TILE);
  const product = trace.node("MatMul", [trace.node("Transpose", [inputs], { perm: [0, 2, 1] }), gradients]);
  const joined = trace.node("Reshape", [product, trace.integers([16, inChannels * outChannels])]);
  const kernel = multiply(trace, kron(transposed(KERNEL_TILE)), joined);
  const shape = [3, 3, inChannels, outChannels];
  return trace.value(shape, "float32", trace.node("Reshape", [kernel, trace.integers(shape)]));
}

function tileCount(size: number): number {
  return Math.ceil(size / 2);
}

/** Tiles of `side` x `side` every two positions from -corner on, transformed along both axes: [16, tiles * n, channels]. */
function tilesOf(
  trace: Tracer,
  x: TracedValue,
  side: number,
  [height, width]: [number, number],
  [top, left]: [number, number],
  matrix: readonly (readonly number[])[],
): string {
  const [, rows, columns, channels] = x.shape as [number, number, number, number];
  const zeroRow = rows * columns;
  const table = positions(side, side).flatMap(([i, j]) =>
    positions(tileCount(height), tileCount(width)).map(([ty, tx]) => {
      const [row, column] = [2 * ty - top + i, 2 * tx - left + j];
      return row >= 0 && row < rows && column >= 0 && column < columns ? row * columns + column : zeroRow;
    }),
  );
  const places = trace.node("Reshape", [trace.full(x, PLACES_FIRST), trace.integers([zeroRow, -1, channels])]);
  const source = table.includes(zeroRow) ? trace.node("Pad", [places, trace.integers([0, 0, 0, 1, 0, 0])]) : places;
  const gathered = trace.node("Gather", [source, rowNumbers(trace, table)], { axis: 0 });
  const joined = trace.node("Reshape", [gathered, trace.integers([side * side, -1])]);
  return trace.node("Reshape", [multiply(trace, kron(matrix), joined), trace.integers([16, -1, channels])]);
}

function kernelTiles(trace: Tracer, filter: TracedValue, inputs: number, outputs: number): string {
  const kernel = trace.node("Reshape", [trace.full(filter), trace.integers([9, inputs * outputs])]);
  return trace.node("Reshape", [multiply(trace, kron(KERNEL_TILE), kernel), trace.integers([16, inputs, outputs])]);
}

/** Products [16, tiles * n, channels] back to a map; outputs of the last tiles that lie beyond the edge are left out. */
function fromProducts(
  trace: Tracer,
  products: string,
  shape: readonly number[],
  matrix: readonly (readonly number[])[],
): TracedValue {
  const [, height, width, channels] = shape as [number, number, number, number];
  const [down, across] = [tileCount(height), tileCount(width)];
  const outputs = multiply(trace, matrix, trace.node("Reshape", [products, trace.integers([16, -1])]));
  const rows = trace.node("Reshape", [outputs, trace.integers([4 * down * across, -1, channels])]);
  const table = positions(height, width).map(
    ([y, x]) => ((y % 2) * 2 + (x % 2)) * down * across + (y >> 1) * across + (x >> 1),
  );
  const gathered = trace.node("Gather", [rows, rowNumbers(trace, table)], { axis: 0 });
  const name = trace.node("Reshape", [gathered, trace.integers([height, width, -1, channels])]);
  return trace.value(shape, "float32", name, PLACES_FIRST);
}

function multiply(trace: Tracer, matrix: readonly (readonly number[])[], rows: string): string {
  const data = Float32Array.from(matrix.flat());
  const shape = [matrix.length, matrix[0]!.length];
  return trace.node("Gemm", [trace.builder.constant("float32", shape, new Uint8Array(data.buffer)), rows]);
}

function rowNumbers(trace: Tracer, table: readonly number[]): string {
  return trace.builder.constant("int32", [table.length], new Uint8Array(Int32Array.from(table).buffer));
}
