export { ALIASES_FILE, type Aliases, promoted, readAliases, rolledBack, writeAliases } from "./aliases.js";
export { AliasError } from "./errors/aliasError.js";
export { BundleExistsError } from "./errors/bundleExistsError.js";
export { BundleExternalDataError } from "./errors/bundleExternalDataError.js";
export { BundleFileMissingError } from "./errors/bundleFileMissingError.js";
export { BundleFileUnexpectedError } from "./errors/bundleFileUnexpectedError.js";
export { BundleHashMismatchError } from "./errors/bundleHashMismatchError.js";
export { BundleInconsistentError } from "./errors/bundleInconsistentError.js";
export { BundleManifestError } from "./errors/bundleManifestError.js";
export { SafetensorsError } from "./errors/safetensorsError.js";
export type {
  ClassifierPart,
  CropPart,
  DetectorPart,
  FaceFinderParts,
  ImageInput,
  LandmarksPart,
} from "./faceParts.js";
export { type BundleLocation, listBundles } from "./listBundles.js";
export { type Manifest, type ManifestDraft, manifestSchema } from "./manifest.js";
export { type Bundle, readBundle } from "./readBundle.js";
export type { NamedTensor } from "./safetensors/namedTensor.js";
export { readSafetensors } from "./safetensors/readSafetensors.js";
export { writeSafetensors } from "./safetensors/writeSafetensors.js";
export { type ClassStatistics, encodeStatistics } from "./statistics.js";
export { type BundleDraft, writeBundle } from "./writeBundle.js";
