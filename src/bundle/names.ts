import { z } from "zod";

/** A folder name of ours: nothing that a shell, a URL or another file system would read differently. */
export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/, "expected lower-case letters, digits, '.', '_' and '-'");

/** A file of the bundle: at its top or under `report/`, forward slashes, never absolute, never upwards. */
export const fileName = z
  .string()
  .max(200)
  .regex(
    /^(?:report\/(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)*)?[A-Za-z0-9][A-Za-z0-9._-]*$/,
    "expected a plain file name, or one under report/",
  )
  .refine((name) => name !== "manifest.json", "manifest.json cannot hold its own hash");

/** A class or a part, as people read it. */
export const label = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{C}]+$/u, "expected printable characters");
