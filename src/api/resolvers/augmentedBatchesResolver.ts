import { Args, Resolver, Root, Subscription } from "type-graphql";
import type { AugmentedBatch } from "../../serving/generation/augmentedStream.js";
import { StreamArgs } from "../arguments/streamArgs.js";
import { countOf } from "../limits/imageCounts.js";
import { openStream } from "../openStream.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import { selectsPixels } from "../selection/selectsPixels.js";
import { AugmentedBatchType } from "../types/augmentedBatchType.js";

@Resolver()
export class AugmentedBatchesResolver {
  @Access({ scope: "augment", images: countOf("batchSize"), paysAsItGoes: true })
  @Subscription(() => AugmentedBatchType, {
    subscribe: ({ args, context, info }) =>
      openStream(args as StreamArgs, context as OperationContext, selectsPixels(info)),
    description:
      "Generated images, class after class, at the reader's pace. " +
      "Image i is the one that `augment` gives for its class and the same s, seed and index.",
  })
  augmentedBatches(@Root() batch: AugmentedBatch, @Args(() => StreamArgs) _args: StreamArgs): AugmentedBatchType {
    return batch;
  }
}
