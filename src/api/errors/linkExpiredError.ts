import { SemblanceError } from "../../errors/semblanceError.js";

/** The time of a link is over. */
export class LinkExpiredError extends SemblanceError {
  readonly status = 410;

  constructor(expiredAt: Date) {
    super("LINK_EXPIRED", `This link expired at ${expiredAt.toISOString()}. Ask for it again.`);
  }
}
