import type { GraphQLSchema } from "graphql";

export function clientTypes(schema: GraphQLSchema): string;
