import { SemblanceError } from "../../errors/semblanceError.js";

/** A link means an image of a bundle that is not served; another bundle would make another image. */
export class LinkModelGoneError extends SemblanceError {
  readonly status = 410;

  constructor(
    digest: string,
    readonly served: readonly string[],
  ) {
    super(
      "LINK_MODEL_GONE",
      `This link is for the bundle ${digest.slice(0, 12)}…, which is not served here any more. Generate the image again.`,
    );
  }

  /** Digests of what is served. */
  toExtensions(): Record<string, unknown> {
    return { served: this.served };
  }
}
