import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { invariant } from "../../errors/invariant.js";
import { encodeImage } from "../../images/index.js";
import type { OperationContext } from "../operationContext.js";
import { GeneratedImageType } from "../types/generatedImageType.js";
import { ImageFormat } from "../types/imageFormat.js";

// Both fields of one image in one format share one file.
const files = new WeakMap<GeneratedImageType, Map<ImageFormat, Promise<string>>>();

@Resolver(() => GeneratedImageType)
export class GeneratedImageResolver {
  @FieldResolver(() => String, { description: "The image file in base64." })
  base64(
    @Root() image: GeneratedImageType,
    @Arg("format", () => ImageFormat, { nullable: true, defaultValue: ImageFormat.PNG }) format: ImageFormat | null,
    @Ctx() context: OperationContext,
  ): Promise<string> {
    return fileOf(image, format ?? ImageFormat.PNG, context);
  }

  @FieldResolver(() => String, { description: "The image file as a data URL, which a browser shows." })
  async dataUrl(
    @Root() image: GeneratedImageType,
    @Arg("format", () => ImageFormat, { nullable: true, defaultValue: ImageFormat.PNG }) format: ImageFormat | null,
    @Ctx() context: OperationContext,
  ): Promise<string> {
    const type = format ?? ImageFormat.PNG;
    return `data:image/${type};base64,${await fileOf(image, type, context)}`;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "A link to the image file, which makes the same image again whenever it is followed; nothing is stored, and no key is needed. Null for a " +
      "decoded latent and for an image with a source: what they start from is not the server's to keep.",
  })
  url(
    @Root() { recipe, digest }: GeneratedImageType,
    @Arg("format", () => ImageFormat, { nullable: true, defaultValue: ImageFormat.PNG }) format: ImageFormat | null,
    @Arg("expiresIn", () => Int, { nullable: true, defaultValue: 86_400, description: "Seconds, 1 to 604,800." })
    expiresIn: number | null,
    @Ctx() { bulk }: OperationContext,
  ): string | undefined {
    if (!recipe || !digest || recipe.source) return undefined;
    return bulk.links.image({ ...recipe, digest, format: format ?? ImageFormat.PNG }, expiresIn ?? 86_400);
  }
}

function fileOf(image: GeneratedImageType, format: ImageFormat, { operation }: OperationContext): Promise<string> {
  const formats = files.get(image) ?? new Map<ImageFormat, Promise<string>>();
  files.set(image, formats);
  const { pixels, size } = image;
  invariant(pixels, "Pixels are made for every field that shows them.");
  const file =
    formats.get(format) ??
    operation
      .time("encode", () => encodeImage(pixels, size, size, format, { synthetic: true }))
      .then((bytes) => Buffer.from(bytes).toString("base64"));
  formats.set(format, file);
  return file;
}
