import { Ctx, Query, Resolver } from "type-graphql";
import type { NetworkActivity } from "../../serving/events/activity.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import { type NetworkStatusType, type QuantilesType, ServerStatusType } from "../types/serverStatusType.js";

@Resolver()
export class StatusResolver {
  @Access({ scope: null })
  @Query(() => ServerStatusType, { description: "Models, queues, batches and latencies of the last minute." })
  status(@Ctx() { models }: OperationContext): ServerStatusType {
    const activity = models.activity.networks();
    return {
      uptimeSeconds: process.uptime(),
      models: models.models.map(({ id, runner }) => ({
        id,
        ready: runner.notReady === undefined,
        ...(runner.device !== undefined && { device: runner.device }),
        ...(runner.notReady !== undefined && { notReady: runner.notReady }),
        networks: activity.filter(({ model }) => model === id).map(describe),
      })),
      refused: models.refused,
    };
  }
}

function describe({ waitMs, runMs, ...rest }: NetworkActivity): NetworkStatusType {
  return { ...rest, wait: quantiles(waitMs), run: quantiles(runMs) };
}

function quantiles(values: readonly number[]): QuantilesType | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
  return { median: at(0.5), p95: at(0.95) };
}
