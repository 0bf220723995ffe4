import express, { type Request, type Response, Router } from "express";
import type { Doors } from "../doors.js";
import { NotAcceptableError } from "../errors/notAcceptableError.js";
import { TooManySocketsError } from "../errors/tooManySocketsError.js";
import { beginOperation, operationOfRequest } from "../http/beginOperation.js";
import { identify, principalOf } from "../http/identify.js";
import { persisted } from "../http/persisted.js";
import { LIMITS } from "../limits/limits.js";
import { eventStreams, type Streaming } from "./eventStreams.js";
import { pace } from "./pace.js";

/** The door for event streams, and what closes it. */
export interface SseDoor {
  readonly router: Router;
  /** Ends every stream; clients go on elsewhere, or later, behind the last cursor. */
  close(): void;
}

/**
 * The door at `/graphql/stream` (graphql-sse, distinct connections): a POST is answered by a stream of events. For those who cannot open
 * a WebSocket; with the same limits.
 */
export function sseDoor(doors: Doors): SseDoor {
  const handle = eventStreams(doors);
  const open = new Set<() => void>();
  const answer = async (request: Request, response: Response): Promise<void> => {
    // Only what no page of another origin can send unasked: JSON, in a POST.
    if (!request.is("application/json") || !request.accepts("text/event-stream")) throw new NotAcceptableError();
    const principal = principalOf(response);
    const leaveSeat = doors.seats.take(principal.id);
    if (!leaveSeat) throw new TooManySocketsError();
    const gone = new AbortController();
    const streaming: Streaming = {
      ...{
        principal,
        signal: gone.signal,
        entry: doors.audit.begin("sse", principal, operationOfRequest(response).requestId),
        pace: pace(),
      },
      ...{ operation: operationOfRequest(response), codes: new Set<string>(), results: 0 },
    };
    let end = () => {
      response.end();
    };
    const unwatch = doors.watched.watch(principal, () => end());
    const last = () => end();
    open.add(last);
    response.once("close", () => {
      gone.abort();
      end();
      leaveSeat();
      unwatch();
      open.delete(last);
      streaming.entry.end([...streaming.codes], streaming.results);
    });
    const headers = { get: (name: string) => (name === "accept" ? "text/event-stream" : request.get(name)) };
    const { method, url, body } = request;
    const [events, { status, headers: answered }] = await handle({
      ...{ method, url, headers, body, raw: undefined, context: streaming },
    });
    response.writeHead(status, answered);
    if (events === null || typeof events === "string") {
      response.end(events ?? "");
      return;
    }
    end = () => {
      void events.return();
    };
    for await (const event of events) {
      if (!(await taken(response, event))) break;
      if (event.startsWith("event: next")) streaming.pace.taken();
    }
    response.end();
  };
  const router = Router();
  router.use(
    beginOperation(doors.telemetry, "sse"),
    identify(doors),
    express.json({ limit: LIMITS.bodyBytes, strict: true }),
    persisted(doors),
  );
  router.post("/", (request, response, next) => {
    answer(request, response).catch(next);
  });
  router.all("/", (_request, response) => {
    response.status(405).set("Allow", "POST").end();
  });
  return {
    router,
    close: () => {
      for (const end of open) end();
    },
  };
}

/** Resolves when the network has taken the text; with false when the connection is gone. */
function taken(response: Response, text: string): Promise<boolean> {
  if (response.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => response.write(text, (error) => resolve(!error)));
}
