import type { Kernel } from "../kernel.js";
import { addN } from "./addN.js";
import { ALL_ANY } from "./allAny.js";
import { ARG_MIN_MAX } from "./argMinMax.js";
import { avgPool } from "./avgPool.js";
import { avgPoolGrad } from "./avgPoolGrad.js";
import { batchMatMul } from "./batchMatMul.js";
import { broadcastTo } from "./broadcastTo.js";
import { cast } from "./cast.js";
import { concat } from "./concat.js";
import { conv2D } from "./conv2D.js";
import { conv2DBackpropFilter } from "./conv2DBackpropFilter.js";
import { conv2DBackpropInput } from "./conv2DBackpropInput.js";
import { cumsum } from "./cumsum.js";
import { depthwiseConv2dNative } from "./depthwiseConv2dNative.js";
import { ELEMENTWISE } from "./elementwise.js";
import { eluGrad } from "./eluGrad.js";
import { expandDims } from "./expandDims.js";
import { fill } from "./fill.js";
import { floorDiv } from "./floorDiv.js";
import { FUSED_KERNELS } from "./fused.js";
import { fusedBatchNorm } from "./fusedBatchNorm.js";
import { gatherV2 } from "./gatherV2.js";
import { identity } from "./identity.js";
import { isNan } from "./isNan.js";
import { logicalNot } from "./logicalNot.js";
import { logSoftmax } from "./logSoftmax.js";
import { maxPool } from "./maxPool.js";
import { maxPoolGrad } from "./maxPoolGrad.js";
import { mirrorPad } from "./mirrorPad.js";
import { mod } from "./mod.js";
import { notEqual } from "./notEqual.js";
import { oneHot } from "./oneHot.js";
import { onesLike } from "./onesLike.js";
import { pack } from "./pack.js";
import { padV2 } from "./padV2.js";
import { prelu } from "./prelu.js";
import { range } from "./range.js";
import { REDUCE } from "./reduce.js";
import { reshape } from "./reshape.js";
import { resizeBilinear } from "./resizeBilinear.js";
import { resizeNearestNeighbor } from "./resizeNearestNeighbor.js";
import { resizeNearestNeighborGrad } from "./resizeNearestNeighborGrad.js";
import { reverse } from "./reverse.js";
import { select } from "./select.js";
import { slice } from "./slice.js";
import { softmax } from "./softmax.js";
import { splitV } from "./splitV.js";
import { square } from "./square.js";
import { squaredDifference } from "./squaredDifference.js";
import { stridedSlice } from "./stridedSlice.js";
import { tile } from "./tile.js";
import { transpose } from "./transpose.js";
import { unpack } from "./unpack.js";
import { unsortedSegmentSum } from "./unsortedSegmentSum.js";
import { zerosLike } from "./zerosLike.js";

/** Every TensorFlow.js kernel that the compiler can lower. */
export const KERNELS: readonly Kernel[] = [
  addN,
  avgPool,
  avgPoolGrad,
  batchMatMul,
  broadcastTo,
  cast,
  concat,
  conv2D,
  conv2DBackpropFilter,
  conv2DBackpropInput,
  cumsum,
  depthwiseConv2dNative,
  eluGrad,
  expandDims,
  fill,
  floorDiv,
  fusedBatchNorm,
  gatherV2,
  identity,
  isNan,
  logSoftmax,
  logicalNot,
  maxPool,
  maxPoolGrad,
  mirrorPad,
  mod,
  notEqual,
  oneHot,
  onesLike,
  pack,
  padV2,
  prelu,
  range,
  reshape,
  resizeBilinear,
  resizeNearestNeighbor,
  resizeNearestNeighborGrad,
  reverse,
  select,
  slice,
  softmax,
  splitV,
  square,
  squaredDifference,
  stridedSlice,
  tile,
  transpose,
  unpack,
  unsortedSegmentSum,
  zerosLike,
  ...ALL_ANY,
  ...ARG_MIN_MAX,
  ...ELEMENTWISE,
  ...FUSED_KERNELS,
  ...REDUCE,
];
