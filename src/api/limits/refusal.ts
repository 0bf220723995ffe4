import { GraphQLError } from "graphql";

/** An error of the request as a whole: nothing of it was executed. */
export function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
