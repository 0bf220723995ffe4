/** Far more codes than there are; what would be one more is counted together, so that no mistake makes a label unbounded. */
const MOST = 150;
const seen = new Set<string>(["OK"]);

/** An error's code as a label: codes are words of the source, and anything else is OTHER. */
export function boundedCode(code: unknown): string {
  if (typeof code !== "string" || !/^[A-Z][A-Z0-9_]{1,48}$/.test(code)) return "OTHER";
  if (!seen.has(code) && seen.size >= MOST) return "OTHER";
  seen.add(code);
  return code;
}
