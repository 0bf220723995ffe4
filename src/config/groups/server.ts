import { integer, optionalUrl, text } from "../kinds.js";
import { setting } from "../setting.js";

/** Where the server listens, and how it ends. */
export const server = {
  // Only this machine, unless somebody says otherwise.
  host: setting(text, {
    default: "127.0.0.1",
    variable: "HOST",
    flag: "--host <host>",
    meaning: "Address to listen on. `127.0.0.1` is this machine only, `0.0.0.0` every network.",
  }),
  port: setting(integer(0, 65_535), {
    default: 4000,
    variable: "PORT",
    flag: "--port <port>",
    meaning: "Port to listen on; 0 takes a free one.",
  }),
  dataFolder: setting(text, {
    default: "data",
    variable: "DATA",
    flag: "--data <folder>",
    meaning:
      "Folder for what the server keeps: jobs with their files, and the key that signs links. Made when it is first needed.",
  }),
  publicUrl: setting(optionalUrl, {
    default: undefined,
    meaning:
      "Where clients reach the server, such as `https://faces.example.org`; signed links begin with it, and without it with `/`.",
  }),
  drainMs: setting(integer(0, 60_000), {
    default: 8000,
    meaning:
      "On SIGTERM, how long answers in flight are waited for, in milliseconds. Containers are given ten seconds in all.",
  }),
};
