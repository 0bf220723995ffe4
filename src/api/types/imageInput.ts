import { Field, InputType } from "type-graphql";
import type { UploadedFile } from "../http/uploadedFile.js";
import { UploadScalar } from "../scalars/uploadScalar.js";
import { BoxInput } from "./boxInput.js";

@InputType({ description: "A JPEG, PNG or WebP image: exactly one of base64, dataUrl and upload." })
export class ImageInput {
  @Field(() => String, { nullable: true, description: "The image file in base64." })
  base64?: string | null;

  @Field(() => String, { nullable: true, description: "The image file as a data URL: data:image/png;base64,..." })
  dataUrl?: string | null;

  @Field(() => UploadScalar, { nullable: true, description: "A file of a multipart request." })
  upload?: UploadedFile | null;

  @Field(() => BoxInput, {
    nullable: true,
    description:
      "Where the face is; its surrounding square is used. Left out, the square in the middle of the image is.",
  })
  faceBox?: BoxInput | null;
}
