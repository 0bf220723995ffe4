import { Args, Ctx, Query, Resolver } from "type-graphql";
import { SemblanceError } from "../../errors/semblanceError.js";
import { ClassifyManyArgs } from "../arguments/classifyManyArgs.js";
import { ClassifyOneArgs } from "../arguments/classifyOneArgs.js";
import { classify } from "../classify.js";
import { checkCount } from "../limits/checkCount.js";
import { deadlineOf } from "../limits/deadlineOf.js";
import { lengthOf } from "../limits/imageCounts.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import { Classification } from "../types/classification.js";
import { ClassificationResult } from "../types/classificationResult.js";

@Resolver()
export class ClassifyResolver {
  @Access({ scope: "classify", images: () => 1 })
  @Query(() => Classification, {
    nullable: true,
    description:
      "Classifies the visible expression of one face. A model that wants faces found takes the largest of a photograph; others take a " +
      "faceBox, or the square in the middle. Without `model`, one that finds faces answers where there is one.",
  })
  async classifyExpression(
    @Args(() => ClassifyOneArgs) { image, model: id, classifier, deadlineMs }: ClassifyOneArgs,
    @Ctx() context: OperationContext,
  ): Promise<Classification> {
    const deadline = deadlineOf(context.deadline, deadlineMs);
    const model = context.models.get(id ?? undefined, "classify");
    return classify(context, model, model.classifierNamed(classifier ?? undefined), image, deadline);
  }

  @Access({ scope: "classify", images: lengthOf("images") })
  @Query(() => [ClassificationResult], {
    description: "Classifies 1 to 64 faces; an image that fails spoils only its own entry.",
  })
  async classifyExpressions(
    @Args(() => ClassifyManyArgs) { images, model: id, classifier: classifierId, deadlineMs }: ClassifyManyArgs,
    @Ctx() context: OperationContext,
  ): Promise<ClassificationResult[]> {
    const model = context.models.get(id ?? undefined, "classify");
    const deadline = deadlineOf(context.deadline, deadlineMs);
    const classifier = model.classifierNamed(classifierId ?? undefined);
    return Promise.all(
      checkCount("images", images).map(async (image) => {
        try {
          return { classification: await classify(context, model, classifier, image, deadline) };
        } catch (error) {
          if (!(error instanceof SemblanceError)) throw error;
          return { error: { code: error.code, message: error.message } };
        }
      }),
    );
  }
}
