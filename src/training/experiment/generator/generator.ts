import type { LatentStatistics } from "../../../augmentation/index.js";
import type { Session } from "../../../runtime/index.js";
import type { History } from "../../run/checkpoint.js";
import type { Gate } from "../../stages/gates.js";

/** The networks and statistics from which every augmented arm of a seed draws its images. */
export interface Generator {
  readonly encoder: Session;
  readonly decoder: Session;
  readonly statistics: ReadonlyMap<string, LatentStatistics>;
  readonly latents: number;
  /** Factor of one covariance for all classes, where `statistics` keep too few encodings to estimate it from. */
  readonly pooledFactor?: Float32Array;
  readonly gates: readonly Gate[];
  /** In words: a bundle's name and digest, or what was trained here. */
  readonly source: string;
  /** The VAE-GAN's losses; none for a bundle. */
  readonly curve: History;
  close(): Promise<void>;
}
