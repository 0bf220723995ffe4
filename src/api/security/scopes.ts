/** What a principal may be allowed to do. `models` and `model` need none: who is known at all may see what is served. */
export const SCOPES = ["classify", "encode", "augment", "jobs", "admin"] as const;

/**
 * - `classify`: what is seen in an image. `encode`: latents of images, which may tell who somebody is. `augment`: generated images,
 *   decoding included. `jobs`: bulk work. `admin`: loading, promoting and unloading models.
 */
export type Scope = (typeof SCOPES)[number];

/** Every scope. */
export const ALL_SCOPES: ReadonlySet<Scope> = new Set(SCOPES);
