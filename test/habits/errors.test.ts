import { describe, expect, it } from "vitest";
import { check, plant } from "./check.js";

const row = (code: string, meaning = "Something.", remedy = "Do something.") =>
  `| \`${code}\` | ${meaning} | ${remedy} |`;
const errorClass = (name: string, code: string, base = "SemblanceError") =>
  `export class ${name} extends ${base} {\n  constructor(what: string) {\n    super(${code}, \`\${what}\`);\n  }\n}`;

describe("docs/errors.md", () => {
  it("has a row for every code in src, and no other", () => {
    const { passed, output } = check("checkErrors");
    expect(output).not.toContain("problem");
    expect(passed).toBe(true);
  });

  it("follows classes below classes, and codes given where the error is made", () => {
    const folder = plant({
      "src/a/a.ts": errorClass("A", '"A_FAILED"'),
      "src/a/b.ts": errorClass("B", "code").replace("what: string", "code: string, what: string"),
      "src/a/c.ts": errorClass("C", '"C_FAILED"', "B"),
      "src/a/d.ts":
        'throw new B("D_FAILED", "x"); throw new Error("NOT_OURS"); throw new SemblanceError("E_FAILED", "x");',
      "docs/errors.md": ["A_FAILED", "C_FAILED", "D_FAILED", "E_FAILED"].map((code) => row(code)).join("\n"),
    });
    expect(check("checkErrors", folder)).toEqual({ passed: true, output: "errors: 4 codes, each documented\n" });
  });

  it("finds codes that are given as a property or to a function that takes a code", () => {
    const folder = plant({
      "src/api/a.ts": [
        'throw new GraphQLError("x", { extensions: { code: "A_FAILED" } });',
        "function refusal(code: string, message: string) {}",
        'refusal("B_FAILED", "x");',
        'if (error.code === "ENOENT") other("C_FAILED");',
      ].join("\n"),
      "docs/errors.md": [row("A_FAILED"), row("B_FAILED")].join("\n"),
    });
    expect(check("checkErrors", folder)).toEqual({ passed: true, output: "errors: 2 codes, each documented\n" });
  });

  const faults: [what: string, source: string, docs: string, reported: string][] = [
    ["a code is not documented", errorClass("A", '"A_FAILED"'), "", "src/a/a.ts:3: A_FAILED has no row"],
    ["a documented code is gone", "", row("A_FAILED"), "docs/errors.md:1: A_FAILED is raised nowhere"],
    ["a meaning is missing", errorClass("A", '"A_FAILED"'), row("A_FAILED", ""), "A_FAILED lacks its meaning"],
    ["a remedy is missing", errorClass("A", '"A_FAILED"'), row("A_FAILED", "x", ""), "A_FAILED lacks its meaning"],
    ["a code is not a literal", errorClass("A", "codes.a"), "", "A must give its code as a string literal"],
    ["a code is written otherwise", errorClass("A", '"aFailed"'), "", '"aFailed" is not UPPER_SNAKE'],
    [
      "two classes share a code",
      `${errorClass("A", '"A_FAILED"')}\n${errorClass("B", '"A_FAILED"')}`,
      row("A_FAILED"),
      "A_FAILED is already the code of A",
    ],
  ];

  it.each(faults)("fails when %s", (_what, source, docs, reported) => {
    const { passed, output } = check("checkErrors", plant({ "src/a/a.ts": source, "docs/errors.md": docs }));
    expect(output).toContain(reported);
    expect(passed).toBe(false);
  });
});
