import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

/** A seed: more than the 32 bits of Int, and exact in JSON. */
export const SeedScalar = new GraphQLScalarType<number, number>({
  name: "Seed",
  description: "An integer from 0 to 2^53 - 1. As an input, a string of digits is accepted too.",
  serialize: (value) => value as number,
  parseValue: seedFrom,
  parseLiteral: (node) =>
    seedFrom(node.kind === Kind.INT ? Number(node.value) : node.kind === Kind.STRING ? node.value : undefined),
});

function seedFrom(value: unknown): number {
  const seed = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof seed !== "number" || !Number.isSafeInteger(seed) || seed < 0) {
    throw new GraphQLError("Expected a Seed to be an integer from 0 to 9007199254740991.");
  }
  return seed;
}
