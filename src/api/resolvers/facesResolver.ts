import { Args, Ctx, Query, Resolver } from "type-graphql";
import { abstention } from "../../faces/index.js";
import { FacesArgs } from "../arguments/facesArgs.js";
import { inOriginalPixels } from "../faces/inOriginalPixels.js";
import { checkInteger } from "../limits/checkInteger.js";
import { LIMITS } from "../limits/limits.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import type { AbstentionReasonEnum } from "../types/abstentionType.js";
import { FaceType } from "../types/faceType.js";

@Resolver()
export class FacesResolver {
  @Access({ scope: "classify", images: () => 1 })
  @Query(() => [FaceType], {
    description:
      "The faces of a photograph, the most certain first. It is decoded once and its faces are looked for once, whatever is asked " +
      "of them; a photograph without faces has an empty list.",
  })
  async faces(
    @Args(() => FacesArgs) { image, finder: id, first }: FacesArgs,
    @Ctx() { models, loaders }: OperationContext,
  ): Promise<FaceType[]> {
    const finder = models.get(id ?? undefined, "find-faces");
    const most = checkInteger("first", first ?? 16, 1, LIMITS.imagesPerField);
    const photograph = await loaders.photographs.load(image);
    const faces = await loaders.faces.load({ finder, photograph });
    const original = inOriginalPixels(photograph);
    return faces.slice(0, most).map((found, index) => {
      const why = abstention(found.quality);
      return {
        index,
        box: original.box(found.box),
        landmarks: original.points(found.landmarks),
        quality: found.quality,
        abstention: why && { ...why, reason: why.reason as AbstentionReasonEnum },
        photograph,
        found,
      };
    });
  }
}
