import type { GraphQLField } from "graphql";
import { Extensions } from "type-graphql";
import type { Scope } from "./scopes.js";

/** What a field of Query, Mutation or Subscription asks of the one who selects it. */
export interface FieldAccess {
  /** Needed to select it; null: open to everybody who may ask anything. */
  readonly scope: Scope | null;
  /** Images that it reads or generates, counted against the operation's limit and the principal's quota; none when left out. */
  readonly images?: (args: Readonly<Record<string, unknown>>) => number;
  /** True when the field itself takes images from the quota as it makes them, as a stream does. */
  readonly paysAsItGoes?: boolean;
}

/**
 * Decorates a resolver with {@link FieldAccess}. Checked before anything of an operation is executed, on every door. A root field without
 * it is open to `admin` only, so that what is forgotten is closed.
 */
export function Access(access: FieldAccess) {
  return Extensions({ access });
}

/** @returns what {@link Access} declared. */
export function accessOf(field: GraphQLField<unknown, unknown>): FieldAccess {
  return (field.extensions.access as FieldAccess | undefined) ?? { scope: "admin" };
}
