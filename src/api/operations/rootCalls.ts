import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  getOperationRootType,
  getVariableValues,
  Kind,
  type OperationTypeNode,
} from "graphql";
import { collectFields } from "graphql/execution/collectFields.js";

/** A field of Query, Mutation or Subscription that an operation selects. */
export interface RootCall {
  readonly field: GraphQLField<unknown, unknown>;
  /** Coerced, with defaults; empty when they cannot be read, which execution reports. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** What an operation is about to do. */
export interface OperationCalls {
  readonly type: OperationTypeNode;
  readonly name: string | undefined;
  readonly calls: readonly RootCall[];
}

/**
 * The root fields of an operation as execution will call them, over coerced variables: aliases, fragments, defaults and directives
 * hide nothing.
 * @returns undefined when there is no such operation or its variables cannot be read; execution reports that, and executes nothing.
 */
export function rootCalls(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>> | null | undefined,
): OperationCalls | undefined {
  const operation = getOperationAST(document, operationName);
  if (!operation) return undefined;
  const root = schema.getRootType(operation.operation);
  if (!root) return undefined;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}, { maxErrors: 1 });
  if (!coerced) return undefined;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((one): [string, FragmentDefinitionNode][] =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  );
  const fields = getOperationRootType(schema, operation).getFields();
  const selected = collectFields(schema, fragments, coerced, root, operation.selectionSet);
  const calls = [...selected.values()].flatMap(([node]) => {
    const field = node && fields[node.name.value];
    return field ? [{ field, args: argumentsOf(field, node, coerced) }] : [];
  });
  return { type: operation.operation, name: operation.name?.value, calls };
}

function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  coerced: Record<string, unknown>,
): Record<string, unknown> {
  try {
    return getArgumentValues(field, node, coerced);
  } catch {
    return {};
  }
}
