// Bundles TensorFlow.js's own operator specs, as its npm package ships them, with the compiled backend: one file with one copy of
// TensorFlow.js in it. Each spec file is preceded by a line that notes its name, so that the report can tell where a spec is from.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const tests = join(dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-core/package.json")), "dist");

/** Spec files in the order of TensorFlow.js's own list, without ending: "ops/add_test". */
export function specFiles() {
  const list = readFileSync(join(tests, "tests.js"), "utf8");
  return [...list.matchAll(/^import '\.\/(.+_test)';$/gm)].map(([, file]) => file);
}

/** Bundles the given spec files for a backend and returns the path of the bundle. */
export async function bundleSpecs(files, backend) {
  const folder = join(root, "node_modules/.cache/semblance");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `conformance-${process.pid}.cjs`);
  const lines = files.flatMap((file) => [`import "file:${file}";`, `import ${JSON.stringify(join(tests, file))};`]);
  const entry = [`import "environment";`, ...lines].join("\n");
  await build({
    stdin: { contents: entry, resolveDir: root },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    // Without this the package's list of files with side effects leaves its tests out.
    ignoreAnnotations: true,
    external: ["onnxruntime-node", "jasmine-core"],
    logLevel: "error",
    plugins: [virtualFiles(backend)],
  });
  return outfile;
}

/** What the specs find when they load: one backend as the only environment, and before each file its name. */
function virtualFiles(backend) {
  const environment = `
    import { activateCompiledBackend } from "./dist/engine/index.js";
    import { getKernelsForBackend } from "@tensorflow/tfjs-core";
    import { setTestEnvs } from ${JSON.stringify(join(tests, "jasmine_util.js"))};
    const backendName = ${backend === "compiled" ? "activateCompiledBackend({ threads: 1 })" : JSON.stringify(backend)};
    globalThis.conformanceBackend = backendName;
    globalThis.conformanceHostKernels = 0;
    for (const kernel of getKernelsForBackend("cpu")) {
      const { kernelFunc } = kernel;
      kernel.kernelFunc = (call) => {
        globalThis.conformanceHostKernels++;
        return kernelFunc(call);
      };
    }
    setTestEnvs([{ name: backendName, backendName, isDataSync: true }]);`;
  return {
    name: "virtual files",
    setup(bundler) {
      bundler.onResolve({ filter: /^(file:.*|environment)$/ }, ({ path }) => ({ path, namespace: "conformance" }));
      bundler.onLoad({ filter: /.*/, namespace: "conformance" }, ({ path }) => ({
        contents:
          path === "environment" ? environment : `globalThis.conformanceFile = ${JSON.stringify(path.slice(5))};`,
        resolveDir: root,
      }));
    },
  };
}
