import { createHash } from "node:crypto";
import type { Executor } from "../compiler/index.js";
import { SynchronousSession } from "../runtime/index.js";

/** Sessions that are kept open for graphs that come again, as those of a loop do. */
const MOST_SESSIONS = 64;

/** Runs models on the processor; the sessions of the last {@link MOST_SESSIONS} different models stay open. */
export function executor({ threads }: { threads?: number } = {}): Executor {
  const sessions = new Map<string, SynchronousSession>();
  return (model, feeds) => {
    const key = createHash("sha1").update(model).digest("base64");
    const session = sessions.get(key) ?? new SynchronousSession(model, threads === undefined ? {} : { threads });
    sessions.delete(key);
    sessions.set(key, session);
    const [oldest] = sessions.keys();
    if (sessions.size > MOST_SESSIONS && oldest !== undefined) {
      sessions.get(oldest)?.close();
      sessions.delete(oldest);
    }
    return session.run(feeds);
  };
}
