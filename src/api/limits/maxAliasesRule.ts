import type { ASTVisitor, ValidationContext } from "graphql";
import { LIMITS } from "./limits.js";
import { refusal } from "./refusal.js";

/** A document may rename only so many fields: renaming is how one field is asked for a thousand times. */
export function maxAliasesRule(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  return {
    Field(node) {
      if (node.alias && ++aliases === LIMITS.aliases + 1) {
        context.reportError(refusal("TOO_MANY_ALIASES", `Expected at most ${LIMITS.aliases} aliases in a document.`));
      }
    },
  };
}
