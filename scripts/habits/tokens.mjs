/**
 * A small lexer for TypeScript, just good enough to tell code from comments, strings, templates and regular
 * expressions. TypeScript 7 has no parser to call from JavaScript, and a plain search over the text would take an import
 * in a comment for an import.
 *
 * @typedef {{ kind: "name" | "string" | "mark", text: string, line: number }} Token
 */

const nameStart = /[A-Za-z_$\u0080-\uffff]/;
const namePart = /[\w$\u0080-\uffff]/;
/** After one of these words a slash starts a regular expression; after any other name it divides. */
const beforeExpression = new Set(["return", "typeof", "case", "in", "of", "void", "delete", "throw", "await", "yield"]);

/** @param {string} source @returns {Token[]} names, string literals (without quotes) and single punctuation marks */
export function tokensOf(source) {
  /** @type {Token[]} */
  const tokens = [];
  /** For each open template, how many braces are open inside its current substitution. @type {number[]} */
  const templates = [];
  let at = 0;
  let line = 1;

  const push = (kind, text, startLine = line) => tokens.push({ kind, text, line: startLine });
  const skip = (to) => {
    for (; at < to && at < source.length; at++) if (source[at] === "\n") line++;
  };
  const template = () => {
    const start = at;
    const startLine = line;
    while (at < source.length) {
      if (source[at] === "\\") skip(at + 2);
      else if (source[at] === "`") {
        push("string", source.slice(start, at), startLine);
        return skip(at + 1);
      } else if (source.startsWith("${", at)) {
        templates.push(0);
        return skip(at + 2);
      } else skip(at + 1);
    }
  };

  while (at < source.length) {
    const char = source[at];
    if (source.startsWith("//", at)) skip(endOf(source, "\n", at));
    else if (source.startsWith("/*", at)) skip(endOf(source, "*/", at + 2) + 2);
    else if (/\s/.test(char)) skip(at + 1);
    else if (char === '"' || char === "'") {
      const startLine = line;
      let end = at + 1;
      while (end < source.length && source[end] !== char) end += source[end] === "\\" ? 2 : 1;
      push("string", source.slice(at + 1, end), startLine);
      skip(end + 1);
    } else if (char === "`") {
      skip(at + 1);
      template();
    } else if (char === "}" && templates.at(-1) === 0) {
      templates.pop();
      skip(at + 1);
      template();
    } else if (char === "/" && startsRegex(tokens.at(-1))) skip(endOfRegex(source, at));
    else if (nameStart.test(char)) {
      let end = at + 1;
      while (end < source.length && namePart.test(source[end])) end++;
      push("name", source.slice(at, end));
      skip(end);
    } else {
      if (templates.length > 0 && char === "{") templates[templates.length - 1]++;
      if (templates.length > 0 && char === "}") templates[templates.length - 1]--;
      push("mark", char);
      skip(at + 1);
    }
  }
  return tokens;
}

function endOf(source, text, from) {
  const found = source.indexOf(text, from);
  return found === -1 ? source.length : found;
}

function startsRegex(previous) {
  if (previous === undefined) return true;
  if (previous.kind === "string") return false;
  if (previous.kind === "name") return beforeExpression.has(previous.text);
  return !/[)\]}\d]/.test(previous.text);
}

function endOfRegex(source, from) {
  let inClass = false;
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === "\n") return from + 1; // not a regular expression after all
    if (source[at] === "\\") at++;
    else if (source[at] === "[") inClass = true;
    else if (source[at] === "]") inClass = false;
    else if (source[at] === "/" && !inClass) return at + 1;
  }
  return from + 1;
}
