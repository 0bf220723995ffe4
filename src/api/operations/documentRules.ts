import { NoSchemaIntrospectionCustomRule, type ValidationRule } from "graphql";
import { maxAliasesRule } from "../limits/maxAliasesRule.js";
import { maxDepthRule } from "../limits/maxDepthRule.js";
import { maxDirectivesRule } from "../limits/maxDirectivesRule.js";

/** Errors that validation looks for before it gives up, so that a hostile document gets no list of thousands. */
export const MAX_ERRORS = 10;

/** What a document must keep besides the rules of GraphQL. */
export function documentRules(production: boolean): readonly ValidationRule[] {
  const limits = [maxDepthRule, maxAliasesRule, maxDirectivesRule];
  return production ? [...limits, NoSchemaIntrospectionCustomRule] : limits;
}
