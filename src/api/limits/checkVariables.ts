import { LIMITS } from "./limits.js";
import { refusal } from "./refusal.js";

/**
 * Refuses variables that hold more values than any operation needs, or nest deeper, before anything is coerced: coercion would make an
 * error for each. Without recursion, and no longer than until the limit is passed.
 * @throws GraphQLError
 */
export function checkVariables(variables: Readonly<Record<string, unknown>> | null | undefined): void {
  let values = 0;
  const open: [value: unknown, depth: number][] = [[variables, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    const inner = Array.isArray(value) ? value : isPlain(value) ? Object.values(value) : [];
    values += inner.length;
    if (values > LIMITS.variableValues) {
      throw refusal(
        "VARIABLES_TOO_LARGE",
        `Expected at most ${LIMITS.variableValues} values in the variables. Send latents as base64.`,
      );
    }
    if (inner.length > 0 && depth === LIMITS.variableDepth) {
      throw refusal("VARIABLES_TOO_LARGE", `Expected variables nested at most ${LIMITS.variableDepth} deep.`);
    }
    for (const one of inner) if (typeof one === "object" && one !== null) open.push([one, depth + 1]);
  }
}

/** What JSON makes; a file of a multipart request is none. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
