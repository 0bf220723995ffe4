import type { Logger } from "pino";
import type { Configuration } from "../../config/index.js";
import type { Recipe } from "../../serving/generation/recipe.js";
import { checkInteger } from "../limits/checkInteger.js";
import type { ImageFormat } from "../types/imageFormat.js";
import { signingKey } from "./signingKey.js";
import { UrlSigner } from "./urlSigner.js";

/** How long links may be asked to last, in seconds: a week. */
const LONGEST_S = 7 * 86_400;

/** An image that a link can mean: all that decides it is in the link. */
export interface ImageLink extends Omit<Recipe, "source"> {
  readonly digest: string;
  readonly format: ImageFormat;
}

/** Signed, expiring links to generated images and to files of jobs. Whoever has one may follow it; nothing is stored for it. */
export class Links {
  readonly signer: UrlSigner;
  readonly #base: string;

  constructor({ server, security }: Pick<Configuration, "server" | "security">, log: Logger) {
    this.signer = new UrlSigner(() => signingKey(security.linkKey, server.dataFolder, log));
    this.#base = (server.publicUrl ?? "").replace(/\/+$/, "");
  }

  /** @param expiresIn seconds. @throws ArgumentOutOfRangeError */
  image(image: ImageLink, expiresIn: number): string {
    const { digest, label, s, seed, index, format } = image;
    const path = [digest, label, s, seed, `${index}.${format}`].map((part) => encodeURIComponent(part)).join("/");
    return `${this.#base}/images/${path}?${this.signer.query(imageFields(image), expiry(expiresIn))}`;
  }

  /** @param expiresIn seconds. @throws ArgumentOutOfRangeError */
  file(job: string, name: string, expiresIn: number): string {
    return `${this.#base}/jobs/${job}/${name}?${this.signer.query(["job", job, name], expiry(expiresIn))}`;
  }
}

/** What is signed of a link to an image. */
export function imageFields({ digest, label, s, seed, index, format }: ImageLink): (string | number)[] {
  return ["image", digest, label, s, seed, index, format];
}

function expiry(expiresIn: number): number {
  return Math.floor(Date.now() / 1000) + checkInteger("expiresIn", expiresIn, 1, LONGEST_S);
}
