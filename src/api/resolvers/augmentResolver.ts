import { Arg, Ctx, Float, ID, Int, Query, Resolver } from "type-graphql";
import { generate } from "../../serving/generation/generate.js";
import { randomSeed } from "../../serving/generation/randomSeed.js";
import { checkInteger } from "../limits/checkInteger.js";
import { checkScale } from "../limits/checkScale.js";
import { LIMITS } from "../limits/limits.js";
import type { OperationContext } from "../operationContext.js";
import { SeedScalar } from "../scalars/seedScalar.js";
import { Augmentation } from "../types/augmentation.js";
import { ImageInput } from "../types/imageInput.js";

@Resolver()
export class AugmentResolver {
  @Query(() => Augmentation, {
    description:
      "New images of a class: the encoding of a source image moved along the class's covariance, and decoded. " +
      "Without a source, each image starts from a training image of the class.",
  })
  async augment(
    @Arg("class", () => String) className: string,
    @Arg("s", () => Float, { defaultValue: 1, description: "Scale of the class's covariance, 0 to 4." }) s: number,
    @Arg("n", () => Int, { defaultValue: 1, description: "How many images, 1 to 64." }) n: number,
    @Arg("seed", () => SeedScalar, { nullable: true }) givenSeed: number | null | undefined,
    @Arg("source", () => ImageInput, { nullable: true }) image: ImageInput | null | undefined,
    @Arg("model", () => ID, { nullable: true }) modelId: string | null | undefined,
    @Ctx() { models, loaders, signal }: OperationContext,
  ): Promise<Augmentation> {
    const model = models.get(modelId ?? undefined);
    const label = model.classNamed(className);
    checkScale(s);
    checkInteger("n", n, 1, LIMITS.imagesPerField);
    const seed = givenSeed ?? randomSeed();
    const pixels = image && (await loaders.pixels.load({ image, size: model.manifest.imageSize }));
    const source = pixels && (await model.encodeSource(pixels.data, signal));
    const recipes = Array.from({ length: n }, (_, index) => ({ label, s, seed, index, ...(source && { source }) }));
    return { class: label, s, seed, images: (await generate(model, recipes, signal)) as Augmentation["images"] };
  }
}
