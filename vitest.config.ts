import { defineConfig } from "vitest/config";

export default defineConfig({
  // As Node.js resolves it. Vite would take the package's ES module, and GraphQL refuses to work with two copies of itself.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  // One test file at a time: inference is measured in cores, and two files would only take them from each other.
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2 },
});
