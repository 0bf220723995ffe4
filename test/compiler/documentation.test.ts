import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** A project that has this package installed, as a user's has. */
const project = mkdtempSync(join(tmpdir(), "semblance-user-"));
afterAll(() => rmSync(project, { recursive: true, force: true }));

const examples = [
  ...readFileSync("docs/compiler.md", "utf8").matchAll(/^```ts\n([\s\S]*?)^```\n[\s\S]*?^```text\n([\s\S]*?)^```/gm),
].map(([, source, output], i) => ({ name: `example${i}`, source: source!, output: output! }));

const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });

beforeAll(() => {
  // The program builds the package first where sources are newer.
  expect(spawnSync(process.execPath, ["scripts/semblance.mjs", "--version"]).status).toBe(0);
  const modules = join(project, "node_modules");
  mkdirSync(modules);
  symlinkSync(resolve("."), join(modules, "semblance"), "dir");
  for (const name of ["@tensorflow", "@types", "undici-types"])
    symlinkSync(resolve("node_modules", name), join(modules, name), "dir");
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
  const compilerOptions = {
    strict: true,
    module: "nodenext",
    target: "es2023",
    types: ["node"],
    skipLibCheck: true,
    noUncheckedIndexedAccess: true,
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  for (const { name, source } of examples) writeFileSync(join(project, `${name}.ts`), source);
});

describe("The package, installed in a project of its own,", () => {
  it("has types with which the examples of docs/compiler.md compile, and which know the names of inputs", () => {
    const tsc = resolve("node_modules/typescript/bin/tsc");
    expect(node(tsc, "-p", ".").stdout).toBe("");
    writeFileSync(
      join(project, "wrong.ts"),
      'import { compile } from "semblance/compiler";\n' +
        'compile(({ y }) => ({ y }), [{ name: "x", dtype: "float32", shape: [2] }]);\n',
    );
    expect(node(tsc, "-p", ".", "--noEmit").stdout).toMatch(/Property 'y' does not exist/);
    rmSync(join(project, "wrong.ts"));
  });

  it.each(examples)("runs $name of docs/compiler.md, which prints what stands there", ({ name, output }) => {
    const { stdout, stderr, status } = node(`${name}.js`);
    expect([stderr, status]).toEqual(["", 0]);
    expect(stdout).toBe(output);
  });

  it("shows what it publishes and no more", () => {
    writeFileSync(
      join(project, "exports.mjs"),
      'console.log(Object.keys(await import("semblance/compiler")).sort().join());\n' +
        'await import("semblance/dist/compiler/tracer.js").catch(({ code }) => console.log(code));\n',
    );
    expect(node("exports.mjs").stdout.split("\n").slice(0, 2)).toEqual([
      "BatchDependenceError,COMPILED_BACKEND,SymbolicReadError,UnstableTraceError,UnsupportedKernelError,VariableInitialValueError,compile,exportOnnx,registerCompiledBackend",
      "ERR_PACKAGE_PATH_NOT_EXPORTED",
    ]);
  });
});
