import type { Logger } from "pino";
import type { Admission } from "../operations/admit.js";
import type { Principal } from "./principal.js";

/** By which way an operation came. */
export type DoorName = "http" | "websocket" | "sse";

/** One operation, from its arrival to its end. */
export interface AuditEntry {
  /** It may be executed: what it is, and what it costs. */
  admitted(admission: Admission): void;
  /** It has ended. Calls after the first do nothing. @param codes of the errors that were answered. @param batches of a stream, sent. */
  end(codes: readonly string[], batches?: number): void;
}

const SILENT: AuditEntry = { admitted: () => undefined, end: () => undefined };

/**
 * Tells who asked for what, how many images, and how it ended: one line per operation, which also a refused one has. Names are those of
 * the schema, and the operation's own name cut short: nothing of documents, variables, images or answers.
 */
export class AuditLog {
  readonly #log: Logger | undefined;

  constructor(log: Logger, enabled: boolean) {
    this.#log = enabled ? log.child({ audit: true }) : undefined;
  }

  /** @param requestId under which the rest of the log has it. */
  begin(door: DoorName, { id }: Principal, requestId?: string): AuditEntry {
    const log = this.#log;
    if (!log) return SILENT;
    const began = performance.now();
    let admission: Admission | undefined;
    let ended = false;
    return {
      admitted: (what) => {
        admission = what;
      },
      end: (codes, batches) => {
        if (ended) return;
        ended = true;
        const { type, name, fields, images } = admission ?? { type: "refused", name: undefined, fields: [], images: 0 };
        const outcome = codes.length === 0 ? ["OK"] : [...new Set(codes)].slice(0, 5);
        const ms = Math.round(performance.now() - began);
        log.info(
          {
            ...{ who: id, door, type, fields, images, outcome, ms },
            ...(requestId !== undefined && { requestId }),
            ...(name !== undefined && { name: name.slice(0, 64) }),
            ...(batches !== undefined && { batches }),
          },
          "Audit",
        );
      },
    };
  }
}
