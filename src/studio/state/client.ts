import { SemblanceClient } from "../../client/index.js";
import { readToken } from "./token.js";

/** The server that this page came from. */
export const client = new SemblanceClient({
  url: new URL("/graphql", location.href).href,
  token: readToken,
  reconnects: 4,
});
