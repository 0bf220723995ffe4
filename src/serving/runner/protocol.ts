import type { HostTensor } from "../../tensor/hostTensor.js";
import type { Priority } from "../scheduler/priority.js";
import type { RunnerPlan } from "./networkFile.js";

/** What the server sends to a runner process: "open" once and first, then any number of "run". */
export type ToRunner =
  | { readonly kind: "open"; readonly plan: RunnerPlan }
  | {
      readonly kind: "run";
      readonly id: number;
      readonly priority: Priority;
      readonly network: string;
      readonly feeds: Record<string, HostTensor>;
    };

/**
 * What a runner process answers: "opened" or "refused" once, then one "ran" or "failed" per "run". `next` is
 * the run that is computed now; undefined when none is there yet.
 */
export type FromRunner =
  | { readonly kind: "opened"; readonly device: string }
  | { readonly kind: "refused"; readonly reason: string }
  | {
      readonly kind: "ran";
      readonly id: number;
      readonly outputs: Record<string, HostTensor>;
      readonly next?: number | undefined;
    }
  | { readonly kind: "failed"; readonly id: number; readonly reason: string; readonly next?: number | undefined };
