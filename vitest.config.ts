import { defineConfig } from "vitest/config";

export default defineConfig({
  // One test file at a time: inference is measured in cores, and two files would only take them from each other.
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2 },
});
