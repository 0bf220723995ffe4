import { setMaxListeners } from "node:events";
import type { Extra } from "graphql-ws/use/ws";
import { SemblanceError } from "../../errors/semblanceError.js";
import type { Doors } from "../doors.js";
import { UnauthenticatedError } from "../errors/unauthenticatedError.js";
import { LIMITS } from "../limits/limits.js";
import { clientAddress } from "../security/clientAddress.js";
import { type Principal, unknown } from "../security/principal.js";

/** WebSocket close code "try again later" (IANA): clients reconnect after a while. */
export const TRY_AGAIN_LATER = 1013;
/** graphql-ws's "forbidden". */
const FORBIDDEN = 4403;

/** Who opened a socket, from connection_init until it closes. */
export class SocketOwner {
  readonly principal: Principal;
  readonly #gone = new AbortController();
  readonly #leave: readonly (() => void)[];

  private constructor(principal: Principal, leave: readonly (() => void)[]) {
    this.principal = principal;
    // Each operation of the socket listens.
    setMaxListeners(LIMITS.subscriptionsPerSocket + 1, this.#gone.signal);
    this.#leave = leave;
  }

  /** @returns the owner; "forbidden" when it is not known who that is; "closed" when the socket was closed for another reason. */
  static async of(
    { socket, request }: Extra,
    params: Readonly<Record<string, unknown>> | undefined,
    { authenticator, seats, watched, audit, configuration }: Doors,
  ): Promise<SocketOwner | "forbidden" | "closed"> {
    const given = params?.authorization ?? params?.Authorization;
    let principal: Principal;
    try {
      // In connection_init where HTTP has a header: browsers cannot set one for a WebSocket.
      principal = await authenticator.authenticate(request, typeof given === "string" ? given : undefined);
    } catch (error) {
      if (!(error instanceof SemblanceError)) throw error;
      const address = clientAddress(request, configuration.security.proxies);
      audit.begin("websocket", unknown(address)).end([error.code]);
      if (error instanceof UnauthenticatedError) return "forbidden";
      socket.close(TRY_AGAIN_LATER, "Try again later");
      return "closed";
    }
    const leaveSeat = seats.take(principal.id);
    if (!leaveSeat) {
      audit.begin("websocket", principal).end(["TOO_MANY_SOCKETS"]);
      socket.close(TRY_AGAIN_LATER, "Too many sockets");
      return "closed";
    }
    const owner = new SocketOwner(principal, [
      leaveSeat,
      watched.watch(principal, () => socket.close(FORBIDDEN, "Forbidden")),
    ]);
    // It may have closed while it was found out whose it is.
    if (socket.readyState !== socket.OPEN) owner.left();
    return owner;
  }

  /** Aborts when the socket closes. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  /** The socket is closed. */
  left(): void {
    this.#gone.abort();
    for (const leave of this.#leave) leave();
  }
}
