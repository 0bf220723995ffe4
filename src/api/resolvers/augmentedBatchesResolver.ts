import { Arg, Float, ID, Int, Resolver, Root, Subscription } from "type-graphql";
import type { AugmentedBatch } from "../../serving/generation/augmentedStream.js";
import { openStream, type StreamArguments } from "../openStream.js";
import type { OperationContext } from "../operationContext.js";
import { CursorScalar } from "../scalars/cursorScalar.js";
import { SeedScalar } from "../scalars/seedScalar.js";
import { AugmentedBatchType } from "../types/augmentedBatchType.js";

@Resolver()
export class AugmentedBatchesResolver {
  @Subscription(() => AugmentedBatchType, {
    subscribe: ({ args, context }) => openStream(args as StreamArguments, context as OperationContext),
    description:
      "Generated images, class after class, at the reader's pace. Image i is the same as `augment` gives for its class, seed and index.",
  })
  augmentedBatches(
    @Root() batch: AugmentedBatch,
    @Arg("classes", () => [String], { nullable: true, description: "Left out: the model's tail classes." })
    _classes: string[] | null | undefined,
    @Arg("s", () => Float, { defaultValue: 1, description: "Scale of the class's covariance, 0 to 4." }) _s: number,
    @Arg("batchSize", () => Int, { defaultValue: 8, description: "1 to 64." }) _batchSize: number,
    @Arg("total", () => Int, { defaultValue: 100_000, description: "1 to 100000, from the stream's beginning." })
    _total: number,
    @Arg("seed", () => SeedScalar, { nullable: true }) _seed: number | null | undefined,
    @Arg("after", () => CursorScalar, { nullable: true, description: "Continues behind the batch with this cursor." })
    _after: string | null | undefined,
    @Arg("model", () => ID, { nullable: true }) _model: string | null | undefined,
  ): AugmentedBatchType {
    return batch as unknown as AugmentedBatchType;
  }
}
