import type { SessionOptions } from "../../runtime/index.js";
import { compiledEngine } from "./compiledEngine.js";
import { eagerEngine } from "./eagerEngine.js";
import type { Engine, EngineName } from "./engine.js";
import { EngineUnavailableError } from "./engineUnavailableError.js";

/**
 * The engine of a name. The packages of tfjs-node are optional peer dependencies: they are loaded only when they are asked for.
 * @throws EngineUnavailableError
 */
export async function loadEngine(name: EngineName, session: SessionOptions): Promise<Engine> {
  if (name === "compiled") return compiledEngine(session);
  if (name === "tfjs-cpu") return eagerEngine("cpu", name);
  // The import registers the backend "tensorflow". Its name is a variable so that nothing needs the package to build.
  const specifier: string = `@tensorflow/${name}`;
  await import(specifier).catch((cause: unknown) => {
    throw new EngineUnavailableError(name, cause);
  });
  return eagerEngine("tensorflow", name);
}
