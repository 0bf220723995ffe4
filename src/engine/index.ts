export { activateCompiledBackend } from "./activateCompiledBackend.js";
