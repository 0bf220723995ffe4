import { type ASTVisitor, GraphQLError, Kind, type SelectionSetNode, type ValidationContext } from "graphql";
import { LIMITS } from "./limits.js";

/** Fields may nest only so deep, fragments counted where they are spread. */
export function maxDepthRule(context: ValidationContext): ASTVisitor {
  // Depth of each fragment once, so that fragments that spread each other twice do not double the work at each level.
  const known = new Map<string, number>();

  function depthOf(set: SelectionSetNode | undefined): number {
    let deepest = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) deepest = Math.max(deepest, 1 + depthOf(selection.selectionSet));
      else if (selection.kind === Kind.INLINE_FRAGMENT) deepest = Math.max(deepest, depthOf(selection.selectionSet));
      else deepest = Math.max(deepest, depthOfFragment(selection.name.value));
    }
    return deepest;
  }

  function depthOfFragment(name: string): number {
    const depth = known.get(name);
    if (depth !== undefined) return depth;
    // A cycle ends here; another rule reports it.
    known.set(name, 0);
    const found = depthOf(context.getFragment(name)?.selectionSet);
    known.set(name, found);
    return found;
  }

  return {
    OperationDefinition(node) {
      const depth = depthOf(node.selectionSet);
      if (depth <= LIMITS.depth) return;
      context.reportError(
        new GraphQLError(`Expected fields to nest at most ${LIMITS.depth} deep, got ${depth}.`, {
          nodes: node,
          extensions: { code: "TOO_DEEP" },
        }),
      );
    },
  };
}
