export { type ImportedBundle, importFaceApi } from "./faceApi/importFaceApi.js";
export { PackageMissingError } from "./packageMissingError.js";
