import type { IncomingMessage } from "node:http";
import type { SubscribePayload } from "graphql-ws";
import { Operation, parseTraceparent, requestIdOf } from "../../observability/index.js";
import type { Doors } from "../doors.js";
import type { AuditEntry } from "../security/auditLog.js";
import type { SocketOwner } from "./socketOwner.js";

interface Running {
  readonly entry: AuditEntry;
  readonly operation: Operation;
  /** Aborts when the operation has ended, or its socket is closed. */
  readonly signal: AbortSignal;
  readonly end: () => void;
  readonly codes: Set<string>;
  results: number;
}

/** Operations on sockets, and their entries in the audit log. By their messages, because a client may use an id again before the first is over. */
export class SocketOperations {
  readonly #running = new WeakMap<SubscribePayload, Running>();
  readonly #doors: Pick<Doors, "audit" | "telemetry">;

  constructor(doors: Pick<Doors, "audit" | "telemetry">) {
    this.#doors = doors;
  }

  /** @param request the one that opened the socket: its `traceparent` is the parent of every operation. */
  begin(message: SubscribePayload, owner: SocketOwner, request: IncomingMessage): Running {
    const { audit, telemetry } = this.#doors;
    // One socket has many operations, so the id that its request brought would not tell them apart.
    const parent = parseTraceparent(request.headers.traceparent);
    const operation = new Operation(telemetry, "websocket", requestIdOf(undefined), parent);
    const entry = audit.begin("websocket", owner.principal, operation.requestId);
    const gone = new AbortController();
    const onSocketClosed = () => {
      operation.failed("REQUEST_CANCELLED");
      operation.end();
      gone.abort();
    };
    owner.signal.addEventListener("abort", onSocketClosed, { once: true });
    const end = () => {
      owner.signal.removeEventListener("abort", onSocketClosed);
      operation.end();
      // What is still being done for it stops.
      gone.abort();
    };
    const running = { ...{ entry, operation, signal: gone.signal, end }, codes: new Set<string>(), results: 0 };
    this.#running.set(message, running);
    return running;
  }

  of(message: SubscribePayload): Operation | undefined {
    return this.#running.get(message)?.operation;
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
    running?.end();
  }
}
