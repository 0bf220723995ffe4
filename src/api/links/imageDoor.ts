import { createHash } from "node:crypto";
import { type Request, type Response, Router } from "express";
import { encodeImage } from "../../images/index.js";
import { generate } from "../../serving/generation/generate.js";
import type { ModelRegistry } from "../../serving/models/modelRegistry.js";
import { BadSignatureError } from "../errors/badSignatureError.js";
import { LinkModelGoneError } from "../errors/linkModelGoneError.js";
import { clientGone } from "../http/clientGone.js";
import { ImageFormat } from "../types/imageFormat.js";
import { type ImageLink, imageFields, type Links } from "./links.js";

const FORMATS: readonly string[] = Object.values(ImageFormat);

/**
 * `/images/<digest>/<class>/<s>/<seed>/<index>.<format>?exp&sig`: makes the image that the link means, the same bytes every time, so that it
 * may be cached for as long as the link lasts.
 */
export function imageDoor(links: Links, models: ModelRegistry): Router {
  return Router().get("/images/:digest/:label/:s/:seed/:file", async (request, response) => {
    const image = read(request);
    const expires = links.signer.check(imageFields(image), request.query);
    const model = models.models.find(({ digest }) => digest === image.digest);
    if (!model) {
      throw new LinkModelGoneError(
        image.digest,
        models.models.map(({ digest }) => digest),
      );
    }
    const etag = etagOf(image, model.runner.device);
    response.set({
      "Cache-Control": `public, max-age=${Math.max(0, expires - Math.ceil(Date.now() / 1000))}, immutable`,
      ETag: etag,
      "X-Content-Type-Options": "nosniff",
      // A page of another origin may show it: who has the link may have the image.
      "Cross-Origin-Resource-Policy": "cross-origin",
    });
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    const [made] = await generate(model, [image], { signal: clientGone(response) });
    const { pixels, size } = made!;
    send(response, await encodeImage(pixels, size, size, image.format, { synthetic: true }), image.format);
  });
}

/** Reads what a path means. What cannot be read was never signed. */
function read({ params }: Request): ImageLink {
  const { digest, label, s, seed, file } = params as Record<string, string>;
  const [, index, format] = /^(\d{1,16})\.(\w+)$/.exec(file ?? "") ?? [];
  if (!digest || !label || format === undefined || !FORMATS.includes(format)) throw new BadSignatureError();
  return { digest, label, s: Number(s), seed: Number(seed), index: Number(index), format: format as ImageFormat };
}

/** The last bits of a decoder's sums depend on the device. */
function etagOf(image: ImageLink, device: string | undefined): string {
  const meaning = JSON.stringify([...imageFields(image), device ?? null]);
  return `"${createHash("sha256").update(meaning).digest("base64url")}"`;
}

function send(response: Response, bytes: Uint8Array, format: ImageFormat): void {
  response.type(`image/${format}`).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
