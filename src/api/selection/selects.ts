import { type FieldNode, type GraphQLResolveInfo, getNamedType, isObjectType } from "graphql";
import { collectSubfields } from "graphql/execution/collectFields.js";

/**
 * Whether an operation asks for a field below the one being resolved: only what is asked for is computed. Aliases, fragments and directives are
 * followed as execution follows them.
 * @param path names of fields, each below the one before.
 */
export function selects(info: GraphQLResolveInfo, ...path: string[]): boolean {
  let type = getNamedType(info.returnType);
  let nodes: readonly FieldNode[] = info.fieldNodes;
  for (const name of path) {
    if (!isObjectType(type)) return false;
    const below = collectSubfields(info.schema, info.fragments, info.variableValues, type, nodes);
    nodes = [...below.values()].flat().filter((node) => node.name.value === name);
    const field = type.getFields()[name];
    if (nodes.length === 0 || !field) return false;
    type = getNamedType(field.type);
  }
  return true;
}
