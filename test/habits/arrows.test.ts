import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check, plant } from "./check.js";

describe("the arrows between the rooms of src", () => {
  it("are kept by the code as it is", () => {
    const { passed, output } = check("checkArrows");
    expect(output).not.toContain("problem");
    expect(passed).toBe(true);
  });

  it("form no cycle themselves", () => {
    const { rooms } = JSON.parse(readFileSync("scripts/arrows.json", "utf8")) as {
      rooms: Record<string, { imports: string[]; types?: string[] }>;
    };
    const reach = (room: string, path: string[]): void => {
      expect(path, `${[...path, room].join(" -> ")}`).not.toContain(room);
      const rule = rooms[room];
      expect(rule, `arrows.json names the room ${room}`).toBeDefined();
      for (const next of [...rule!.imports, ...(rule!.types ?? [])]) reach(next, [...path, room]);
    };
    for (const room of Object.keys(rooms)) reach(room, []);
  });

  it("let pass what the table allows", () => {
    const folder = plant({
      "src/errors/a.ts": "export class A extends Error {}",
      "src/tensor/b.ts": 'import { A } from "../errors/a.js";\nexport const b = A;',
      "src/runtime/c.ts":
        'import * as ort from "onnxruntime-node";\nexport { b } from "../tensor/b.js";\nexport { ort };',
      "src/bundle/d.ts": "export interface D {}",
      "src/serving/e.ts": 'import "../runtime/c.js";\nnew URL("./runner.js", import.meta.url);',
      "src/serving/runner.ts": 'import { b } from "../tensor/b.js";\nexport { b };',
      "src/api/f.ts":
        'import type { D } from "../bundle/d.js";\nimport express from "express";\nexport { express, type D };',
      "src/api/h.ts": 'import { i } from "./i.js";\nexport interface H {}\nexport const h = i;',
      "src/api/i.ts": 'import type { H } from "./h.js";\nexport const i: H = {};',
      "src/networks/g.ts": 'import * as tf from "@tensorflow/tfjs-core";\nexport { tf };',
    });
    expect(check("checkArrows", folder)).toEqual({ passed: true, output: "arrows: 10 files keep them\n" });
  });

  it("are not seen in comments, strings, templates and regular expressions", () => {
    const folder = plant({
      "src/tensor/a.ts": [
        '// import { x } from "../api/x.js";',
        '/* import("../api/x.js") */',
        "export const a = 'import { x } from \"../api/x.js\"';",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the planted source has the template, not this test
        'export const b = `${"`"} import("../api/x.js") ${{ c: `import "../api/x.js"` }.c}`;',
        "export const d = /[\"'/`]import/.test(a) ? 1 / 2 : 3 / 4; // import 'sharp'",
      ].join("\n"),
    });
    expect(check("checkArrows", folder)).toEqual({ passed: true, output: "arrows: 1 files keep them\n" });
  });

  const violations: [what: string, files: Record<string, string>, reported: string][] = [
    [
      "an import against the arrows",
      { "src/tensor/a.ts": '\nimport {\n  b,\n} from "../graph/b.js";', "src/graph/b.ts": "export const b = 1;" },
      'src/tensor/a.ts:2: tensor may not import graph ("../graph/b.js")',
    ],
    [
      "a re-export against the arrows",
      { "src/graph/a.ts": 'export * from "../runtime/b.js";', "src/runtime/b.ts": "export const b = 1;" },
      "src/graph/a.ts:1: graph may not import runtime",
    ],
    [
      "an import for its side effect",
      { "src/graph/a.ts": 'import "../runtime/b.js";', "src/runtime/b.ts": "export {};" },
      "src/graph/a.ts:1: graph may not import runtime",
    ],
    [
      "a type import against the arrows",
      { "src/graph/a.ts": 'import type { B } from "../runtime/b.js";', "src/runtime/b.ts": "export interface B {}" },
      "src/graph/a.ts:1: graph may not import runtime",
    ],
    [
      "a dynamic import after a template and a division",
      {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the planted source has the template, not this test
        "src/serving/a.ts": 'const n = (1) / 2; const t = `${n}`;\nawait import(/* late */ "../training/b.js");',
        "src/training/b.ts": "export const b = 1;",
      },
      "src/serving/a.ts:2: serving may not import training",
    ],
    [
      "a child process from another room",
      {
        "src/serving/a.ts": 'fork(new URL("../training/b.js", import.meta.url));',
        "src/training/b.ts": "export const b = 1;",
      },
      "src/serving/a.ts:1: serving may not import training",
    ],
    [
      "a value where only types may be imported",
      { "src/api/a.ts": 'import { type B } from "../bundle/b.js";', "src/bundle/b.ts": "export interface B {}" },
      'src/api/a.ts:1: api may not import bundle ("../bundle/b.js"), only its types',
    ],
    [
      "onnxruntime-node outside runtime",
      { "src/serving/a.ts": 'import type { Tensor } from "onnxruntime-node";' },
      'src/serving/a.ts:1: serving may not import "onnxruntime-node": only runtime may',
    ],
    [
      "sharp outside images",
      { "src/api/a.ts": 'const sharp = require("sharp");' },
      'src/api/a.ts:1: api may not import "sharp": only images may',
    ],
    ...["@apollo/server/express4", "type-graphql", "express"].map((name): [string, Record<string, string>, string] => [
      `${name} outside api`,
      { "src/serving/a.ts": `import x from "${name}";` },
      `src/serving/a.ts:1: serving may not import "${name}": only api may`,
    ]),
    [
      "graphql-ws/use/ws outside api and client",
      { "src/serving/a.ts": 'import x from "graphql-ws/use/ws";' },
      'src/serving/a.ts:1: serving may not import "graphql-ws/use/ws": only api, client may',
    ],
    [
      "another package than TensorFlow.js in networks",
      { "src/networks/a.ts": 'import { z } from "zod";' },
      'src/networks/a.ts:1: networks may not import the package "zod"',
    ],
    [
      "TensorFlow.js loaded by serving through another room",
      {
        "src/serving/a.ts": 'import "../runtime/b.js";',
        "src/runtime/b.ts": 'export * from "./c.js";',
        "src/runtime/c.ts": 'await import("@tensorflow/tfjs-core");',
      },
      "serving must never load @tensorflow/*, and does: serving/a.ts -> runtime/b.ts -> runtime/c.ts -> @tensorflow/tfjs-core",
    ],
    [
      "Apollo loaded by training through another room",
      { "src/training/a.ts": 'import "../images/b.js";', "src/images/b.ts": 'import "@apollo/server";' },
      "training must never load @apollo/*, and does: training/a.ts -> images/b.ts -> @apollo/server",
    ],
    [
      "a cycle between files",
      {
        "src/graph/a.ts": 'import "./b.js";',
        "src/graph/b.ts": 'import "./c.js";',
        "src/graph/c.ts": 'import { a } from "./b.js";',
      },
      "cycle of imports: graph/b.ts -> graph/c.ts -> graph/b.ts",
    ],
    ["a room that the table does not know", { "src/utils/a.ts": "" }, 'src/utils/a.ts:1: the room "utils" is not in'],
    [
      "an import that leads nowhere",
      { "src/graph/a.ts": 'import "./gone.js";' },
      '"./gone.js" leads to no source file',
    ],
  ];

  it.each(violations)("do not let pass %s", (_what, files, reported) => {
    const { passed, output } = check("checkArrows", plant(files));
    expect(output).toContain(reported);
    expect(passed).toBe(false);
  });
});
