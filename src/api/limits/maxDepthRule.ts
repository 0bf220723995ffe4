import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";
import { LIMITS } from "./limits.js";
import { refusal } from "./refusal.js";

/** A document may nest only so deep, fragments followed. Each fragment is measured once, so that doubling ones cost nothing. */
export function maxDepthRule(context: ValidationContext): ASTVisitor {
  const measured = new Map<FragmentDefinitionNode, number>();
  const depthOf = (set: SelectionSetNode | undefined): number => {
    let deepest = 0;
    for (const selection of set?.selections ?? []) {
      const below =
        selection.kind === Kind.FIELD
          ? 1 + depthOf(selection.selectionSet)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? depthOf(selection.selectionSet)
            : depthOfFragment(context.getFragment(selection.name.value));
      deepest = Math.max(deepest, below);
    }
    return deepest;
  };
  const depthOfFragment = (fragment: FragmentDefinitionNode | null | undefined): number => {
    if (!fragment) return 0;
    const known = measured.get(fragment);
    if (known !== undefined) return known;
    // Met again below itself it counts as nothing: that it is a circle, another rule says.
    measured.set(fragment, 0);
    const depth = depthOf(fragment.selectionSet);
    measured.set(fragment, depth);
    return depth;
  };
  return {
    OperationDefinition({ selectionSet }) {
      const depth = depthOf(selectionSet);
      if (depth > LIMITS.depth) {
        context.reportError(refusal("TOO_DEEP", `Expected fields nested at most ${LIMITS.depth} deep, got ${depth}.`));
      }
    },
  };
}
