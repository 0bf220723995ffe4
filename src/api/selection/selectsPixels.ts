import type { GraphQLResolveInfo } from "graphql";
import { selects } from "./selects.js";

/** Whether the decoder is needed for the `images` of a field: latents, places and links come without it. */
export function selectsPixels(info: GraphQLResolveInfo): boolean {
  return selects(info, "images", "base64") || selects(info, "images", "dataUrl");
}
