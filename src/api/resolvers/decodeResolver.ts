import { Args, Ctx, Query, Resolver } from "type-graphql";
import { LatentLengthError } from "../../serving/errors/latentLengthError.js";
import { DecodeArgs } from "../arguments/decodeArgs.js";
import { checkCount } from "../limits/checkCount.js";
import { deadlineOf } from "../limits/deadlineOf.js";
import { lengthOf } from "../limits/imageCounts.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import { GeneratedImageType } from "../types/generatedImageType.js";

@Resolver()
export class DecodeResolver {
  @Access({ scope: "augment", images: lengthOf("latents") })
  @Query(() => [GeneratedImageType], { nullable: true, description: "Decodes 1 to 64 latents to images." })
  async decode(
    @Args(() => DecodeArgs) { latents, model: id, deadlineMs }: DecodeArgs,
    @Ctx() { models, loaders, deadline: operation }: OperationContext,
  ): Promise<GeneratedImageType[]> {
    const deadline = deadlineOf(operation, deadlineMs);
    const model = models.get(id ?? undefined, "generate");
    const { latentSize, imageSize: size } = model.manifest;
    for (const latent of checkCount("latents", latents)) {
      const finite = latent.filter(Number.isFinite).length;
      if (latent.length !== latentSize || finite !== latentSize) throw new LatentLengthError(latentSize, finite);
    }
    const images = await Promise.all(latents.map((latent) => loaders.decode.load({ model, latent, deadline })));
    return images.map((pixels, index) => ({ label: undefined, latent: latents[index]!, index, pixels, size }));
  }
}
