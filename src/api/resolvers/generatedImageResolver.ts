import { Arg, FieldResolver, Resolver, Root } from "type-graphql";
import { encodeImage } from "../../images/index.js";
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
  ): Promise<string> {
    return fileOf(image, format ?? ImageFormat.PNG);
  }

  @FieldResolver(() => String, { description: "The image file as a data URL, which a browser shows." })
  async dataUrl(
    @Root() image: GeneratedImageType,
    @Arg("format", () => ImageFormat, { nullable: true, defaultValue: ImageFormat.PNG }) format: ImageFormat | null,
  ): Promise<string> {
    const type = format ?? ImageFormat.PNG;
    return `data:image/${type};base64,${await fileOf(image, type)}`;
  }
}

function fileOf(image: GeneratedImageType, format: ImageFormat): Promise<string> {
  const formats = files.get(image) ?? new Map<ImageFormat, Promise<string>>();
  files.set(image, formats);
  const file =
    formats.get(format) ??
    encodeImage(image.pixels, image.size, image.size, format, { synthetic: true }).then((bytes) =>
      Buffer.from(bytes).toString("base64"),
    );
  formats.set(format, file);
  return file;
}
