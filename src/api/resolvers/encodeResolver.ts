import { Args, Ctx, Query, Resolver } from "type-graphql";
import { EncodeArgs } from "../arguments/encodeArgs.js";
import { modelImage } from "../faces/modelImage.js";
import { checkCount } from "../limits/checkCount.js";
import { deadlineOf } from "../limits/deadlineOf.js";
import { lengthOf } from "../limits/imageCounts.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import { Encoding } from "../types/encoding.js";

@Resolver()
export class EncodeResolver {
  @Access({ scope: "encode", images: lengthOf("images") })
  @Query(() => [Encoding], { nullable: true, description: "Encodes 1 to 64 images; one that fails fails the field." })
  async encode(
    @Args(() => EncodeArgs) { images, model: id, deadlineMs }: EncodeArgs,
    @Ctx() context: OperationContext,
  ): Promise<Encoding[]> {
    const deadline = deadlineOf(context.deadline, deadlineMs);
    const model = context.models.get(id ?? undefined, "encode");
    // All are read before any is queued: a field that is going to fail should cost the models nothing.
    const seen = await Promise.all(checkCount("images", images).map((image) => modelImage(context, model, image)));
    return Promise.all(seen.map(({ pixels }) => context.loaders.encode.load({ model, pixels, deadline })));
  }
}
