import { tokensOf } from "./tokens.mjs";

const codePattern = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/**
 * The error codes that sources can raise: string literals given first to `super(` in a class below SemblanceError, first
 * to `new X(` of such a class, first to a function whose first parameter is called `code`, or as a property `code: "…"`.
 * Also what stops them from being found: a code that is no literal, or one that two classes share.
 *
 * @param {{ file: string, text: string }[]} sources
 * @returns {{ codes: Map<string, string>, problems: string[] }} codes with the place of each
 */
export function errorCodesOf(sources) {
  const read = sources.map(({ file, text }) => ({ file, tokens: tokensOf(text) }));
  const classes = read.flatMap(({ file, tokens }) => classesIn(file, tokens));
  const family = new Set(["SemblanceError"]);
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const { name, base } of classes) if (family.has(base)) family.add(name);
  }

  const codes = new Map();
  const owners = new Map();
  const problems = [];
  const add = (code, owner, place) => {
    if (!codePattern.test(code)) problems.push(`${place}: the error code "${code}" is not UPPER_SNAKE`);
    else if (owners.has(code) && owners.get(code) !== owner)
      problems.push(`${place}: ${code} is already the code of ${owners.get(code)}`);
    else {
      if (!codes.has(code)) codes.set(code, place);
      owners.set(code, owner);
    }
  };

  /** Classes that take the code from whoever makes them: their first argument at `new` is the code. */
  const open = new Set(["SemblanceError"]);
  for (const { file, name, base, body } of classes) {
    if (!family.has(base)) continue;
    const at = body.findIndex((token, i) => token.text === "super" && body[i + 1]?.text === "(");
    const first = body[at + 2];
    const place = `${file}:${first?.line ?? 1}`;
    if (at === -1) open.add(name);
    else if (first?.kind === "string") add(first.text, name, place);
    else if (first?.text === "code") open.add(name);
    else if (base === "SemblanceError") problems.push(`${place}: ${name} must give its code as a string literal`);
  }
  for (const { file, tokens } of read)
    for (let i = 0; i < tokens.length; i++)
      if (tokens[i].text === "new" && open.has(tokens[i + 1]?.text) && tokens[i + 2]?.text === "(") {
        const first = tokens[i + 3];
        const place = `${file}:${tokens[i].line}`;
        if (first?.kind === "string") add(first.text, `new ${tokens[i + 1].text} in ${file}`, place);
        else problems.push(`${place}: ${tokens[i + 1].text} must be given its code as a string literal`);
      }
  const makers = new Set(read.flatMap(({ tokens }) => functionsOfCode(tokens)));
  for (const { file, tokens } of read)
    for (let i = 0; i < tokens.length; i++) {
      const [at, then, value] = tokens.slice(i, i + 3);
      if (at.kind !== "name" || value?.kind !== "string" || !codePattern.test(value.text)) continue;
      const given = (at.text === "code" && then.text === ":") || (makers.has(at.text) && then.text === "(");
      if (given && !codes.has(value.text)) codes.set(value.text, `${file}:${value.line}`);
    }
  return { codes, problems };
}

/** Names of functions whose first parameter is `code`, written as declarations or as arrow functions. */
function functionsOfCode(tokens) {
  const names = [];
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i].text !== "code" || tokens[i - 1]?.text !== "(") continue;
    if (tokens[i - 3]?.text === "function") names.push(tokens[i - 2].text);
    else if (tokens[i - 2]?.text === "=") names.push(tokens[i - 3].text);
  }
  return names;
}

function classesIn(file, tokens) {
  const found = [];
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i].text !== "class" || tokens[i].kind !== "name" || tokens[i + 2]?.text !== "extends") continue;
    let open = i + 4;
    while (open < tokens.length && tokens[open].text !== "{") open++;
    let depth = 0;
    let end = open;
    for (; end < tokens.length; end++) {
      if (tokens[end].kind !== "mark") continue;
      if (tokens[end].text === "{") depth++;
      if (tokens[end].text === "}" && --depth === 0) break;
    }
    found.push({ file, name: tokens[i + 1].text, base: tokens[i + 3].text, body: tokens.slice(open, end) });
  }
  return found;
}
