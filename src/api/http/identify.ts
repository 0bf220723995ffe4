import type { RequestHandler, Response } from "express";
import type { Authenticator } from "../security/authenticator.js";
import type { Principal } from "../security/principal.js";

/** Finds out who asks before anything of the body is read. */
export function identify(authenticator: Authenticator): RequestHandler {
  return (request, response, next) => {
    authenticator.authenticate(request).then((principal) => {
      response.locals.principal = principal;
      next();
    }, next);
  };
}

/** Who asks, behind {@link identify}. */
export function principalOf(response: Response): Principal {
  return response.locals.principal as Principal;
}
