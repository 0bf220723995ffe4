import { tokensOf } from "./tokens.mjs";

/**
 * Every module that a source text names, and how.
 *
 * `how` is "static" (import, export from), "type" (erased by the compiler), "dynamic" (import(), require) or "spawn"
 * (`new URL("./x.js", import.meta.url)`, the way a child process or worker is named).
 *
 * @param {string} source
 * @returns {{ target: string, line: number, how: "static" | "type" | "dynamic" | "spawn" }[]}
 */
export function importsOf(source) {
  const tokens = tokensOf(source);
  const found = [];
  const text = (i) => tokens[i]?.text;
  const isMark = (i, mark) => tokens[i]?.kind === "mark" && tokens[i].text === mark;

  for (let i = 0; i < tokens.length; i++) {
    const { kind, text: word, line } = tokens[i];
    if (kind !== "name" || isMark(i - 1, ".")) continue;
    if ((word === "import" || word === "require") && isMark(i + 1, "(")) {
      if (tokens[i + 2]?.kind !== "string") continue;
      found.push({ target: text(i + 2), line, how: text(i - 1) === "typeof" ? "type" : "dynamic" });
    } else if (word === "import" && !isMark(i + 1, ".") && !isMark(i + 1, ":")) {
      const from = endOfClause(tokens, i + 1);
      if (from !== undefined)
        found.push({ target: text(from), line, how: isTypeOnly(tokens, i + 1) ? "type" : "static" });
    } else if (word === "export" && (isMark(i + 1, "{") || isMark(i + 1, "*") || text(i + 1) === "type")) {
      const from = endOfClause(tokens, i + 1);
      if (from !== undefined) found.push({ target: text(from), line, how: text(i + 1) === "type" ? "type" : "static" });
    } else if (word === "new" && text(i + 1) === "URL" && isMark(i + 2, "(") && isMark(i + 4, ",")) {
      const names = [5, 6, 7, 8, 9].map((k) => text(i + k)).join("");
      if (tokens[i + 3]?.kind === "string" && names === "import.meta.url")
        found.push({ target: text(i + 3), line, how: "spawn" });
    }
  }
  return found;
}

/** Index of the module name that ends an import or export clause; undefined when it is an export without `from`. */
function endOfClause(tokens, start) {
  if (tokens[start]?.kind === "string") return start;
  let depth = 0;
  for (let i = start; i < tokens.length; i++) {
    const { kind, text } = tokens[i];
    if (kind === "mark" && text === "{") depth++;
    else if (kind === "mark" && text === "}") depth--;
    else if (kind === "name" && text === "from" && tokens[i + 1]?.kind === "string") return i + 1;
    else if (depth === 0 && kind === "mark" && !["*", ","].includes(text)) return undefined;
    else if (depth === 0 && kind === "string") return undefined;
  }
  return undefined;
}

/** `import type X`, `import type { X }`, `import type * as X`; but `import type from "x"` imports a value named type. */
function isTypeOnly(tokens, i) {
  if (tokens[i]?.text !== "type") return false;
  const next = tokens[i + 1];
  if (next?.kind === "mark") return next.text === "{" || next.text === "*";
  return next?.text !== "from" || tokens[i + 2]?.text === "from";
}
