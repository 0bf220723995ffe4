import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  getOperationRootType,
  getVariableValues,
  Kind,
  type SelectionSetNode,
} from "graphql";
import { LIMITS } from "./limits.js";

/**
 * Refuses an operation that asks for too many images in all, before any of it is executed. Counted over coerced arguments, so that
 * variables, defaults, aliases and fragments hide nothing.
 * @returns the error, or undefined when the operation is within the limit or is wrong in a way that execution reports.
 */
export function tooCostly(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>> | null | undefined,
): GraphQLError | undefined {
  const operation = getOperationAST(document, operationName);
  if (!operation) return undefined;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  if (!coerced) return undefined;
  const fields = getOperationRootType(schema, operation).getFields();
  let images = 0;
  for (const node of rootFields(document, operation.selectionSet)) {
    const field = fields[node.name.value];
    if (field) images += imagesOf(safely(() => getArgumentValues(field, node, coerced)));
  }
  if (images <= LIMITS.imagesPerOperation) return undefined;
  return new GraphQLError(
    `Expected an operation to ask for at most ${LIMITS.imagesPerOperation} images in all, got ${images}. Send several operations.`,
    { extensions: { code: "TOO_MANY_IMAGES" } },
  );
}

function imagesOf(args: Record<string, unknown>): number {
  const lists = [args.images, args.latents].map((list) => (Array.isArray(list) ? list.length : 0));
  const generated = typeof args.n === "number" ? args.n : 0;
  return Math.max(...lists, generated, 1);
}

function* rootFields(document: DocumentNode, set: SelectionSetNode, seen = new Set<string>()): Iterable<FieldNode> {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* rootFields(document, selection.selectionSet, seen);
    else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = document.definitions.find(
        (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
      );
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION) yield* rootFields(document, fragment.selectionSet, seen);
    }
  }
}

function safely(values: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return values();
  } catch {
    // Execution reports the argument that cannot be read.
    return {};
  }
}
