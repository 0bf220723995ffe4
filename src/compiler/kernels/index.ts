import type { Kernel } from "../kernel.js";
import { addN } from "./addN.js";
import { ALL_ANY } from "./allAny.js";
import { ARG_MIN_MAX } from "./argMinMax.js";
import { atan2 } from "./atan2.js";
import { avgPool } from "./avgPool.js";
import { avgPool3DGrad } from "./avgPool3DGrad.js";
import { avgPoolGrad } from "./avgPoolGrad.js";
import { batchMatMul } from "./batchMatMul.js";
import { batchToSpaceND } from "./batchToSpaceND.js";
import { BINCOUNT } from "./bincount.js";
import { bitwiseAnd } from "./bitwiseAnd.js";
import { broadcastTo } from "./broadcastTo.js";
import { cast } from "./cast.js";
import { clipByValue } from "./clipByValue.js";
import { concat } from "./concat.js";
import { conv2D } from "./conv2D.js";
import { conv2DBackpropFilter } from "./conv2DBackpropFilter.js";
import { conv2DBackpropInput } from "./conv2DBackpropInput.js";
import { conv3D } from "./conv3D.js";
import { conv3DBackpropFilter } from "./conv3DBackpropFilter.js";
import { conv3DBackpropInput } from "./conv3DBackpropInput.js";
import { cropAndResize } from "./cropAndResize.js";
import { cumprod } from "./cumprod.js";
import { cumsum } from "./cumsum.js";
import { forDataFormats } from "./dataFormat.js";
import { depthToSpace } from "./depthToSpace.js";
import { depthwiseConv2dNative } from "./depthwiseConv2dNative.js";
import { depthwiseConv2dNativeBackpropFilter } from "./depthwiseConv2dNativeBackpropFilter.js";
import { depthwiseConv2dNativeBackpropInput } from "./depthwiseConv2dNativeBackpropInput.js";
import { diag } from "./diag.js";
import { DILATION_2D } from "./dilation2D.js";
import { einsum } from "./einsum.js";
import { ELEMENTWISE } from "./elementwise.js";
import { eluGrad } from "./eluGrad.js";
import { expandDims } from "./expandDims.js";
import { fill } from "./fill.js";
import { flipLeftRight } from "./flipLeftRight.js";
import { floorDiv } from "./floorDiv.js";
import { FUSED_KERNELS } from "./fused.js";
import { fusedBatchNorm } from "./fusedBatchNorm.js";
import { gatherNd } from "./gatherNd.js";
import { gatherV2 } from "./gatherV2.js";
import { identity } from "./identity.js";
import { IS_INF_IS_FINITE } from "./isInfIsFinite.js";
import { isNan } from "./isNan.js";
import { linSpace } from "./linSpace.js";
import { LOCAL_RESPONSE_NORMALIZATION } from "./localResponseNormalization.js";
import { logicalNot } from "./logicalNot.js";
import { logSoftmax } from "./logSoftmax.js";
import { maxPool } from "./maxPool.js";
import { maxPool3DGrad } from "./maxPool3DGrad.js";
import { maxPoolGrad } from "./maxPoolGrad.js";
import { maxPoolWithArgmax } from "./maxPoolWithArgmax.js";
import { mirrorPad } from "./mirrorPad.js";
import { mod } from "./mod.js";
import { notEqual } from "./notEqual.js";
import { oneHot } from "./oneHot.js";
import { onesLike } from "./onesLike.js";
import { pack } from "./pack.js";
import { padV2 } from "./padV2.js";
import { POOL_3D } from "./pool3D.js";
import { prelu } from "./prelu.js";
import { range } from "./range.js";
import { REDUCE } from "./reduce.js";
import { reshape } from "./reshape.js";
import { resizeBilinear } from "./resizeBilinear.js";
import { resizeBilinearGrad } from "./resizeBilinearGrad.js";
import { resizeNearestNeighbor } from "./resizeNearestNeighbor.js";
import { resizeNearestNeighborGrad } from "./resizeNearestNeighborGrad.js";
import { reverse } from "./reverse.js";
import { rotateWithOffset } from "./rotateWithOffset.js";
import { SCATTER } from "./scatterNd.js";
import { searchSorted } from "./searchSorted.js";
import { select } from "./select.js";
import { sign } from "./sign.js";
import { slice } from "./slice.js";
import { softmax } from "./softmax.js";
import { spaceToBatchND } from "./spaceToBatchND.js";
import { splitV } from "./splitV.js";
import { square } from "./square.js";
import { squaredDifference } from "./squaredDifference.js";
import { step } from "./step.js";
import { stridedSlice } from "./stridedSlice.js";
import { tile } from "./tile.js";
import { topK } from "./topK.js";
import { transform } from "./transform.js";
import { transpose } from "./transpose.js";
import { unpack } from "./unpack.js";
import { unsortedSegmentSum } from "./unsortedSegmentSum.js";
import { zerosLike } from "./zerosLike.js";

/** Every TensorFlow.js kernel that the compiler can lower. */
export const KERNELS: readonly Kernel[] = [
  addN,
  atan2,
  sign,
  step,
  clipByValue,
  avgPool3DGrad,
  batchToSpaceND,
  bitwiseAnd,
  conv3D,
  conv3DBackpropFilter,
  conv3DBackpropInput,
  cropAndResize,
  cumprod,
  depthToSpace,
  depthwiseConv2dNativeBackpropFilter,
  depthwiseConv2dNativeBackpropInput,
  diag,
  einsum,
  flipLeftRight,
  gatherNd,
  linSpace,
  maxPool3DGrad,
  maxPoolWithArgmax,
  resizeBilinearGrad,
  rotateWithOffset,
  searchSorted,
  spaceToBatchND,
  topK,
  transform,
  avgPool,
  avgPoolGrad,
  batchMatMul,
  broadcastTo,
  cast,
  concat,
  forDataFormats(conv2D, { images: ["x"] }),
  forDataFormats(conv2DBackpropFilter, { images: ["x", "dy"], result: false }),
  forDataFormats(conv2DBackpropInput, { images: ["dy"], shape: "inputShape" }),
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
  ...FUSED_KERNELS.map((fused) => forDataFormats(fused, { images: ["x", "preluActivationWeights"] })),
  ...REDUCE,
  ...BINCOUNT,
  ...DILATION_2D,
  ...IS_INF_IS_FINITE,
  ...LOCAL_RESPONSE_NORMALIZATION,
  ...POOL_3D,
  ...SCATTER,
];
