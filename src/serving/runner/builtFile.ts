import { fileURLToPath } from "node:url";

/**
 * Path of a module beside the caller that Node.js can start as a program of its own. Tests run the TypeScript sources, which Node.js
 * cannot start, so from `src/` this leads to the same module under `dist/`.
 */
export function builtFile(name: string, callerUrl: string): string {
  const beside = fileURLToPath(new URL(name, callerUrl));
  if (!callerUrl.endsWith(".ts")) return beside;
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  return beside.replace(`${root}src`, `${root}dist`);
}
