import type { GraphQLFormattedError } from "graphql";

/** The codes of errors as they are answered. */
export function codesOf(errors: readonly GraphQLFormattedError[] | undefined): readonly string[] {
  return (errors ?? []).map(({ extensions }) => String(extensions?.code));
}
