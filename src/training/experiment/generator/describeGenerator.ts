import { activeUnits, covarianceDiagnostics } from "../../../augmentation/index.js";
import { symmetricEigen } from "../../../tensor/linalg/symmetricEigen.js";
import type { Generator } from "./generator.js";
import type { GeneratorFacts } from "./generatorFile.js";

/** What a report says of a generator without its images: gates, spectra, active latents. */
export function describeGenerator({ statistics, latents, gates, source, curve }: Generator): GeneratorFacts {
  const all = [...statistics.values()];
  const data = new Float32Array(all.reduce((sum, { encodings }) => sum + encodings.length, 0));
  let offset = 0;
  for (const { encodings } of all) {
    data.set(encodings, offset);
    offset += encodings.length;
  }
  const spectra = [...statistics].map(([label, { covariance, count }]) => {
    const { effectiveRank, topEigenvalueShare } = covarianceDiagnostics(covariance, latents);
    const eigenvalues = Array.from(symmetricEigen(covariance, latents).values, (value) => Number(value.toPrecision(5)));
    return [label, { eigenvalues, effectiveRank, topShare: topEigenvalueShare, encodings: count }] as const;
  });
  return {
    source,
    gates: gates.map((gate) => ({ ...gate })),
    latents,
    activeShare: activeUnits({ data, count: data.length / latents, size: latents }) / latents,
    spectra: Object.fromEntries(spectra),
    curve,
  };
}
