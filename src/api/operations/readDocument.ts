import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from "graphql";
import { LIMITS } from "../limits/limits.js";
import { MAX_ERRORS } from "./documentRules.js";

/** Parses and validates a document, as Apollo does it at the HTTP door. @returns the document, or why it cannot be executed. */
export function readDocument(
  schema: GraphQLSchema,
  query: string,
  rules: readonly ValidationRule[],
): DocumentNode | readonly GraphQLError[] {
  const document = parse(query, { maxTokens: LIMITS.tokens });
  const errors = validate(schema, document, [...specifiedRules, ...rules], { maxErrors: MAX_ERRORS });
  return errors.length > 0 ? errors : document;
}
