import { type ASTVisitor, GraphQLError, type ValidationContext } from "graphql";
import { LIMITS } from "./limits.js";

/** A document may rename only so many fields: renaming is how one field is asked for a thousand times. */
export function maxAliasesRule(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  return {
    Field(node) {
      if (node.alias && ++aliases === LIMITS.aliases + 1) {
        context.reportError(
          new GraphQLError(`Expected at most ${LIMITS.aliases} aliases in a document.`, {
            extensions: { code: "TOO_MANY_ALIASES" },
          }),
        );
      }
    },
  };
}
