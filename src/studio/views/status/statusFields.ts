import type { Answer } from "../../../client/index.js";

/** What the view asks for, each second. */
export const FIELDS = {
  uptimeSeconds: true,
  models: {
    id: true,
    device: true,
    ready: true,
    notReady: true,
    networks: {
      network: true,
      waiting: true,
      rows: true,
      unanswered: true,
      batchSizes: { rows: true, count: true },
      wait: { median: true, p95: true },
      run: { median: true, p95: true },
    },
  },
  refused: { bundle: true, code: true, reason: true },
} as const;

export type ModelStatus = Answer<"ServerStatus", typeof FIELDS>["models"][number];
export type NetworkStatus = ModelStatus["networks"][number];
