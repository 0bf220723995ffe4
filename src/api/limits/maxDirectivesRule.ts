import type { ASTVisitor, ValidationContext } from "graphql";
import { LIMITS } from "./limits.js";
import { refusal } from "./refusal.js";

/** A document may use only so many directives: nobody needs hundreds, and each is looked at several times. */
export function maxDirectivesRule(context: ValidationContext): ASTVisitor {
  let directives = 0;
  return {
    Directive() {
      if (++directives === LIMITS.directives + 1) {
        context.reportError(
          refusal("TOO_MANY_DIRECTIVES", `Expected at most ${LIMITS.directives} directives in a document.`),
        );
      }
    },
  };
}
