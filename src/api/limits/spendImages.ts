import type { OperationContext } from "../operationContext.js";
import { tooCostly } from "./tooCostly.js";

const spent = new WeakMap<OperationContext["loaders"], number>();

/**
 * Counts images that a field below the root makes: how many there are shows only as faces are found. They come from the principal's quota,
 * and an operation may have as many as root fields may ask for.
 *
 * @throws QuotaExceededError, a GraphQLError with TOO_MANY_IMAGES
 */
export function spendImages({ loaders, principal, quotas }: OperationContext, images: number): void {
  const total = (spent.get(loaders) ?? 0) + Math.max(1, images);
  spent.set(loaders, total);
  const refusal = tooCostly(total);
  if (refusal) throw refusal;
  quotas.take(principal, Math.max(1, images));
}
