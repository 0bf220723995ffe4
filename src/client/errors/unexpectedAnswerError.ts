import { SemblanceError } from "../../errors/semblanceError.js";

/** What answered is no GraphQL server, such as a proxy with a page of its own. */
export class UnexpectedAnswerError extends SemblanceError {
  readonly status: number;

  constructor(url: string, status: number) {
    super("UNEXPECTED_ANSWER", `Expected a GraphQL answer from ${url}, got something else with status ${status}.`);
    this.status = status;
  }
}
