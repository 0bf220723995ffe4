import { oneOf } from "../kinds.js";
import { setting } from "../setting.js";

/** What the server tells about itself. */
export const observability = {
  logLevel: setting(oneOf(["fatal", "error", "warn", "info", "debug", "silent"]), {
    default: "info",
    variable: "LOG_LEVEL",
    meaning:
      "The least important lines that are logged: `fatal`, `error`, `warn`, `info`, `debug`, or `silent` for none.",
  }),
};
