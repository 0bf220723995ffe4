import type { CropPart } from "../../bundle/index.js";

/**
 * Where eyes and mouth are in an image cut as face sets are usually aligned, and as the synthetic set draws them: eyes 31 % of the width
 * apart at 42 % of the height, the mouth 1.05 eye distances below. For models whose manifest does not say.
 */
export const DEFAULT_CROP: CropPart = {
  align: "similarity",
  leftEye: [0.345, 0.42],
  rightEye: [0.655, 0.42],
  mouth: [0.5, 0.745],
  find: false,
};
