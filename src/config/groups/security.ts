import { integer, list, optionalInteger, optionalLongText, optionalText, toggle } from "../kinds.js";
import { setting } from "../setting.js";

/** Who may ask what. */
export const security = {
  keyFile: setting(optionalText, {
    default: undefined,
    defaultText: "none",
    variable: "KEYS",
    flag: "--keys <file>",
    meaning: "File of API keys, made with `semblance keys`; see [security](security.md).",
  }),
  tokenIssuer: setting(optionalText, {
    default: undefined,
    defaultText: "none",
    meaning: "OpenID Connect issuer whose bearer tokens (JWT) are accepted, as their `iss` has it.",
  }),
  tokenAudience: setting(optionalText, {
    default: undefined,
    defaultText: "none",
    meaning: "What the tokens' `aud` must name; needed with `tokenIssuer`.",
  }),
  tokenKeys: setting(optionalText, {
    default: undefined,
    defaultText: "the issuer says",
    meaning: "File or https address of the issuer's JSON Web Key Set.",
  }),
  anonymousScopes: setting(list, {
    default: [],
    defaultText: "none",
    meaning: "Scopes of those who send no key or token, where keys or tokens are configured.",
  }),
  allowAnonymous: setting(toggle, {
    default: false,
    variable: "ALLOW_ANONYMOUS",
    flag: "--allow-anonymous",
    meaning: "Listen on a public address although nobody is asked who they are.",
  }),
  imagesPerMinute: setting(optionalInteger(1, 10_000_000), {
    default: undefined,
    defaultText: "no quota",
    meaning: "Quota, in images, of each key, token or anonymous address that has none of its own.",
  }),
  production: setting(toggle, {
    default: false,
    variable: "PRODUCTION",
    flag: "--production",
    meaning: "No introspection, no suggestions in errors, no GraphiQL.",
  }),
  persistedOperations: setting(optionalText, {
    default: undefined,
    defaultText: "every operation",
    flag: "--persisted-operations <file>",
    meaning: "File of the only operations that are answered, made with `semblance operations`.",
  }),
  origins: setting(list, {
    default: [],
    defaultText: "the server's own",
    meaning: "Origins, as browsers send them, of other web pages that may open WebSockets.",
  }),
  audit: setting(toggle, {
    default: true,
    meaning: "Log who asked for what, how many images, and how it ended; never what was in them.",
  }),
  proxies: setting(integer(0, 10), {
    default: 0,
    meaning:
      "Reverse proxies of yours that every request comes through; addresses are read from `X-Forwarded-For` accordingly.",
  }),
  linkKey: setting(optionalLongText(32), {
    default: undefined,
    defaultText: "made once, kept in the data folder",
    secret: true,
    meaning: "Text of 32 characters or more that signs links; servers that answer for one another need the same.",
  }),
};
