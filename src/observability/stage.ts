/** What an image or a latent goes through. */
export type Stage = "decode" | "queue" | "run" | "encode";

/** One stage, when it began and ended (`performance.now`), and for whom. */
export interface StageReport {
  readonly stage: Stage;
  readonly startMs: number;
  readonly endMs: number;
  /** Empty where the stage belongs to no model. */
  readonly model?: string;
  readonly network?: string;
  /** Rows of the batch, for "run". */
  readonly rows?: number;
  /** Those among them that are this operation's. */
  readonly ownRows?: number;
}
