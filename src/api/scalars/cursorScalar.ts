import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

/** Where a stream continues. */
export const CursorScalar = new GraphQLScalarType<string, string>({
  name: "Cursor",
  description: "A place in a stream, to be handed back as it is.",
  serialize: (value) => value as string,
  parseValue: cursorFrom,
  parseLiteral: (node) => cursorFrom(node.kind === Kind.STRING ? node.value : undefined),
});

function cursorFrom(value: unknown): string {
  if (typeof value !== "string") throw new GraphQLError("Expected a Cursor to be a string from this server.");
  return value;
}
