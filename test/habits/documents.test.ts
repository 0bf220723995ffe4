import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";

const documents = [
  ...readdirSync(".").filter((name) => name.endsWith(".md")),
  ...readdirSync("docs")
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
  ...readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith("README.md"))
    .map((name) => `src/${name.replaceAll("\\", "/")}`),
];
const read = (path: string) => readFileSync(path, "utf8").replace(/<!--[\s\S]*?-->/g, "");

/** Contents of the code blocks of a language. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map((match) => match[1]!);
}

/** Commands of the sh blocks, with continued lines joined and a && b taken apart. */
function commands(path: string): string[] {
  return blocks(read(path), "sh")
    .flatMap((block) => block.replaceAll("\\\n", " ").split(/\n|&&/))
    .map((line) => line.replace(/\s#.*$/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
const everyCommand = documents.flatMap((path) => commands(path).map((command) => ({ path, command })));
const programExists = existsSync("scripts/semblance.mjs");

/** What is wrong with a command, in words; undefined when nothing is. */
function faultIn(command: string, program: string): string | undefined {
  const [tool, verb = "", name = ""] = command.split(/\s+/);
  if (tool === "npm" && verb === "ci") return undefined;
  if (tool === "npm" && ["start", "test"].includes(verb)) return scripts[verb] ? undefined : `no script "${verb}"`;
  if (tool === "npm" && verb === "run") return scripts[name] ? undefined : `no script "${name}"`;
  if (tool === "npx" && verb === "semblance") {
    if (!new RegExp(`(?:Command|command)\\(\\s*["'\`]${name}\\b`).test(program)) return `no command "${name}"`;
    const flags = [...command.matchAll(/\s(--[a-z-]+)/g)].map((match) => match[1]!);
    const unknown = flags.filter((flag) => flag !== "--help" && !new RegExp(`["'\`, ]${flag}\\b(?!-)`).test(program));
    return unknown.length === 0 ? undefined : `no option ${unknown.join(", ")}`;
  }
  // A request to the server of the page before, at one of its doors.
  if (tool === "curl" && /http:\/\/localhost:4000\/(graphql|images|jobs|livez|readyz)\b/.test(command))
    return undefined;
  return "not a command that this test knows how to check";
}

/** The sources where every command and option is declared. */
function programText(): string {
  return ["src/cli", "src/config"]
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)))
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}

describe("commands in the documents", () => {
  it("are there: install, start, test and train", () => {
    const inReadme = commands("README.md");
    for (const expected of ["npm ci", "npm start", "npm test"]) expect(inReadme).toContain(expected);
    expect(inReadme.filter((command) => command.startsWith("npx semblance train"))).toHaveLength(1);
  });

  it.each(everyCommand.filter(({ command }) => !command.startsWith("npx semblance")))(
    "exist: $command ($path)",
    ({ command }) => expect(faultIn(command, "")).toBeUndefined(),
  );

  it.skipIf(!programExists).each(everyCommand.filter(({ command }) => command.startsWith("npx semblance")))(
    "exist in the program: $command ($path)",
    ({ command }) => expect(faultIn(command, programText())).toBeUndefined(),
  );

  it("are run by CI as they stand: npm ci, then npm test", () => {
    const lines = readFileSync(".ci/run", "utf8").split("\n");
    expect(lines.filter((line) => /^npm /.test(line))).toEqual(["npm ci", "npm test"]);
  });

  it("would be caught if they did not exist", () => {
    const program = 'new Command("train").option("-d, --data <name>", "…").option("--data-folder <path>", "…")';
    expect(faultIn("npx semblance train --data x", program)).toBeUndefined();
    expect(faultIn("npx semblance trial", program)).toBe('no command "trial"');
    expect(faultIn("npx semblance train --dat x", program)).toBe("no option --dat");
    expect(faultIn("npm run nothing", program)).toBe('no script "nothing"');
    expect(faultIn("rm -rf dist", program)).toBeDefined();
  });
});

describe("links in the documents", () => {
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");

  it.each(documents)("lead somewhere: %s", (path) => {
    for (const [, target] of read(path).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target!)) continue;
      const [file, anchor] = target!.split("#");
      const to = file ? join(dirname(path), file) : path;
      expect(existsSync(to), `${path} links to ${target}`).toBe(true);
      if (!anchor) continue;
      const headings = [...read(to).matchAll(/^#+ (.*)$/gm)].map((match) => slug(match[1]!));
      expect(headings, `${path} links to ${target}`).toContain(anchor);
    }
  });
});

describe("queries in the documents", () => {
  const queries = documents.flatMap((path) => blocks(read(path), "graphql").map((query) => ({ path, query })));

  it.each(queries)("are GraphQL: $path $query", ({ query }) => expect(() => parse(query)).not.toThrow());

  it.skipIf(!existsSync("schema/schema.graphql")).each(queries)("fit the schema: $path $query", ({ query }) => {
    const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
    expect(validate(schema, parse(query))).toEqual([]);
  });
});
