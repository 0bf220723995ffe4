export { useCompiledBackend } from "./useCompiledBackend.js";
