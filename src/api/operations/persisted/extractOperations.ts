import {
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  specifiedRules,
  validate,
  visit,
} from "graphql";
import { OperationListError } from "../../errors/operationListError.js";
import { LIMITS } from "../../limits/limits.js";
import { documentRules } from "../documentRules.js";
import { type OperationList, sha256 } from "./operationList.js";

/** A file of GraphQL documents. */
export interface DocumentFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The operations of documents, each with the fragments that it uses, checked against the schema and the limits of the server.
 * Fragments may be in other files. A client sends the text as it stands in the list, or its hash.
 * @throws OperationListError
 */
export function extractOperations(schema: GraphQLSchema, files: readonly DocumentFile[]): OperationList {
  const documents = files.map(({ path, text }) => {
    try {
      return { path, definitions: parse(text, { maxTokens: LIMITS.tokens * 100 }).definitions };
    } catch (error) {
      throw new OperationListError(path, (error as Error).message);
    }
  });
  const fragments = new Map(
    documents.flatMap(({ definitions }) =>
      definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])),
    ),
  );
  const operations = documents.flatMap(({ path, definitions }) =>
    definitions.flatMap((operation) => {
      if (operation.kind !== Kind.OPERATION_DEFINITION) return [];
      if (!operation.name) throw new OperationListError(path, "an operation has no name; give each one.");
      const used = [...usedFragments(operation, fragments)].flatMap((name) => fragments.get(name) ?? []);
      const document = { kind: Kind.DOCUMENT, definitions: [operation, ...used] } as const;
      const [error] = validate(schema, document, [...specifiedRules, ...documentRules(false)]);
      if (error) throw new OperationListError(path, `${operation.name.value}: ${error.message}`);
      const body = print(document);
      return [{ id: sha256(body), name: operation.name.value, type: operation.operation, body }];
    }),
  );
  if (operations.length === 0)
    throw new OperationListError(files.map(({ path }) => path).join(", "), "there are none.");
  return { format: "apollo-persisted-query-manifest", version: 1, operations };
}

function usedFragments(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, Parameters<typeof visit>[0]>,
): ReadonlySet<string> {
  const used = new Set<string>();
  const open: Parameters<typeof visit>[0][] = [operation];
  for (let next = open.pop(); next; next = open.pop()) {
    visit(next, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value);
        if (used.has(value) || !fragment) return;
        used.add(value);
        open.push(fragment);
      },
    });
  }
  return used;
}
