import { randomBytes } from "node:crypto";

/** A seed of 53 random bits, for a request that names none; it is returned to the caller, who can repeat it. */
export function randomSeed(): number {
  const bytes = randomBytes(7);
  return bytes.readUIntBE(0, 6) * 32 + (bytes[6]! & 31);
}
