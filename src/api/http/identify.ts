import type { RequestHandler, Response } from "express";
import { SemblanceError } from "../../errors/semblanceError.js";
import type { Doors } from "../doors.js";
import { clientAddress } from "../security/clientAddress.js";
import { type Principal, unknown } from "../security/principal.js";
import { operationOfRequest } from "./beginOperation.js";

/** Finds out who asks before anything of the body is read. */
export function identify({ authenticator, audit, configuration }: Doors): RequestHandler {
  return (request, response, next) => {
    authenticator.authenticate(request).then(
      (principal) => {
        response.locals.principal = principal;
        next();
      },
      (error) => {
        const address = clientAddress(request, configuration.security.proxies);
        audit
          .begin("http", unknown(address), operationOfRequest(response).requestId)
          .end([error instanceof SemblanceError ? error.code : "INTERNAL"]);
        next(error);
      },
    );
  };
}

/** Who asks, behind {@link identify}. */
export function principalOf(response: Response): Principal {
  return response.locals.principal as Principal;
}
