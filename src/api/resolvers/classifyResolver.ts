import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { SemblanceError } from "../../errors/semblanceError.js";
import { classify } from "../classify.js";
import { checkCount } from "../limits/checkCount.js";
import type { OperationContext } from "../operationContext.js";
import { Classification } from "../types/classification.js";
import { ClassificationResult } from "../types/classificationResult.js";
import { ImageInput } from "../types/imageInput.js";

@Resolver()
export class ClassifyResolver {
  @Query(() => Classification, { description: "Classifies the visible expression of one face." })
  async classifyExpression(
    @Arg("image", () => ImageInput) image: ImageInput,
    @Arg("model", () => ID, { nullable: true }) modelId: string | null | undefined,
    @Arg("classifier", () => String, { nullable: true }) classifierId: string | null | undefined,
    @Ctx() context: OperationContext,
  ): Promise<Classification> {
    const model = context.models.get(modelId ?? undefined);
    return classify(context, model, model.classifierNamed(classifierId ?? undefined), image);
  }

  @Query(() => [ClassificationResult], {
    description: "Classifies 1 to 64 faces; an image that fails spoils only its own entry.",
  })
  async classifyExpressions(
    @Arg("images", () => [ImageInput]) images: ImageInput[],
    @Arg("model", () => ID, { nullable: true }) modelId: string | null | undefined,
    @Arg("classifier", () => String, { nullable: true }) classifierId: string | null | undefined,
    @Ctx() context: OperationContext,
  ): Promise<ClassificationResult[]> {
    const model = context.models.get(modelId ?? undefined);
    const classifier = model.classifierNamed(classifierId ?? undefined);
    return Promise.all(
      checkCount("images", images).map(async (image) => {
        try {
          return { classification: await classify(context, model, classifier, image) };
        } catch (error) {
          if (!(error instanceof SemblanceError)) throw error;
          return { error: { code: error.code, message: error.message } };
        }
      }),
    );
  }
}
