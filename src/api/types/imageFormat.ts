import { registerEnumType } from "type-graphql";

/** File formats that generated images are handed out in. */
export enum ImageFormat {
  PNG = "png",
  WEBP = "webp",
  JPEG = "jpeg",
}

registerEnumType(ImageFormat, {
  name: "ImageFormat",
  description: "PNG and WEBP keep every pixel as it was generated; JPEG does not.",
  valuesConfig: {
    PNG: { description: "image/png, lossless" },
    WEBP: { description: "image/webp, lossless" },
    JPEG: { description: "image/jpeg, quality 92" },
  },
});
