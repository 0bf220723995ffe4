import { type ExecutionResult, GraphQLError } from "graphql";
import { createHandler } from "graphql-sse";
import type { Operation } from "../../observability/index.js";
import type { Doors } from "../doors.js";
import { codesOf } from "../errors/codesOf.js";
import { prepareOperation, type SentOperation } from "../operations/prepareOperation.js";
import type { AuditEntry } from "../security/auditLog.js";
import type { Principal } from "../security/principal.js";
import type { Pace } from "./pace.js";

/** One operation over an event stream. */
export interface Streaming {
  readonly principal: Principal;
  readonly signal: AbortSignal;
  readonly entry: AuditEntry;
  readonly operation: Operation;
  readonly pace: Pace;
  /** Of the errors that were sent. */
  readonly codes: Set<string>;
  results: number;
}

const refused = Symbol("refused");
const REFUSED = { [refused]: true } as const;

/**
 * What graphql-sse does here: the protocol, with distinct connections, one for each operation. Operations are prepared as at the other doors,
 * and a stream gives its next value when the connection has taken the last.
 */
export function eventStreams(doors: Doors) {
  return createHandler<undefined, Streaming>({
    // No token, so no stream that several requests share.
    authenticate: () => null,
    onSubscribe: ({ context }, params) => {
      const prepared = prepareOperation(params as SentOperation, context, doors);
      // The library knows a result by its data; that of a refusal is taken away again below.
      return "document" in prepared ? (prepared as never) : { data: null, errors: [...prepared], ...REFUSED };
    },
    // It was validated when it was prepared.
    validate: () => [],
    onOperation: (_context, { context }, _args, result) => {
      if (!isStream(result)) return undefined;
      return context.pace.through(result, (error) => ({
        errors: [new GraphQLError((error as Error).message, { originalError: error as Error })],
      }));
    },
    onNext: (_context, { context }, result) => {
      const told = (result as ExecutionResult).errors?.map((error) => doors.tell(error, context.operation));
      for (const code of codesOf(told)) context.codes.add(code);
      context.results++;
      if (!told) return undefined;
      const { [refused]: isRefused, data, ...rest } = result as ExecutionResult & Partial<typeof REFUSED>;
      // GraphQL: where nothing was executed, there is no data, not even null.
      return { ...rest, ...(!isRefused && { data }), errors: told } as unknown as ExecutionResult;
    },
  });
}

function isStream(result: unknown): result is AsyncIterable<ExecutionResult> {
  return typeof result === "object" && result !== null && Symbol.asyncIterator in result;
}
