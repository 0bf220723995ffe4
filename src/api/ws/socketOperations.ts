import type { SubscribePayload } from "graphql-ws";
import type { Doors } from "../doors.js";
import type { AuditEntry } from "../security/auditLog.js";
import type { Principal } from "../security/principal.js";

interface Running {
  readonly entry: AuditEntry;
  readonly codes: Set<string>;
  results: number;
}

/** The audit log's entries of operations on sockets. By their messages, because a client may use an id again before the first is over. */
export class SocketOperations {
  readonly #running = new WeakMap<SubscribePayload, Running>();
  readonly #audit: Doors["audit"];

  constructor({ audit }: Pick<Doors, "audit">) {
    this.#audit = audit;
  }

  begin(message: SubscribePayload, principal: Principal): AuditEntry {
    const entry = this.#audit.begin("websocket", principal);
    this.#running.set(message, { entry, codes: new Set(), results: 0 });
    return entry;
  }

  /** A result goes out. */
  sent(message: SubscribePayload, codes: readonly string[]): void {
    const running = this.#running.get(message);
    if (!running) return;
    running.results++;
    for (const code of codes) running.codes.add(code);
  }

  end(message: SubscribePayload, codes: readonly string[] = []): void {
    const running = this.#running.get(message);
    running?.entry.end([...running.codes, ...codes], running.results);
  }
}
