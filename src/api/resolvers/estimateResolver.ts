import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { archivedBytes } from "../../jobs/estimate/archivedBytes.js";
import { totalOf } from "../../jobs/plan/jobPlan.js";
import { ArgumentOutOfRangeError } from "../../serving/errors/argumentOutOfRangeError.js";
import { planOf } from "../jobs/planOf.js";
import { checkInteger } from "../limits/checkInteger.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import { ImageFormat } from "../types/imageFormat.js";
import { AugmentationInput } from "../types/jobs/augmentationInput.js";
import { Estimate } from "../types/jobs/estimate.js";

@Resolver()
export class EstimateResolver {
  @Access({ scope: "augment" })
  @Query(() => Estimate, {
    description:
      "What work would cost, before it is asked for: either an augmentation, as startAugmentation takes it, or a number of images, as " +
      "augment and augmentedBatches make them.",
  })
  async estimate(
    @Arg("augmentation", () => AugmentationInput, { nullable: true }) augmentation:
      | AugmentationInput
      | null
      | undefined,
    @Arg("images", () => Int, { nullable: true }) images: number | null | undefined,
    @Arg("format", () => ImageFormat, { nullable: true, defaultValue: ImageFormat.PNG, description: "Of images." })
    format: ImageFormat | null,
    @Arg("model", () => ID, { nullable: true, description: "Of images." }) id: string | null | undefined,
    @Ctx() { bulk, models }: OperationContext,
  ): Promise<Estimate> {
    if ((augmentation == null) === (images == null)) {
      throw new ArgumentOutOfRangeError(
        "estimate",
        "for either an augmentation or images",
        images ? "both" : "neither",
      );
    }
    if (augmentation == null) {
      const total = checkInteger("images", images ?? 0, 1, 2 ** 31 - 1);
      const cost = await bulk.measurements.of(models.get(id ?? undefined), format ?? ImageFormat.PNG);
      return {
        images: total,
        classes: [],
        waitSeconds: 0,
        seconds: total * cost.seconds,
        bytes: Math.ceil(total * cost.bytes),
      };
    }
    const model = models.get(augmentation.model ?? undefined);
    const plan = planOf(augmentation, model, bulk.imagesPerJob);
    const cost = await bulk.measurements.of(model, plan.imageFormat);
    const total = totalOf(plan);
    return {
      images: total,
      classes: plan.classes.map(({ label, count }) => ({ label, count })),
      seconds: total * cost.seconds,
      waitSeconds: (await bulk.jobs.ahead()) * cost.seconds,
      bytes: Math.ceil(total * archivedBytes(plan, cost.bytes)),
    };
  }
}
