import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A process that prints one line of JSON when it is ready and one for each line that it is asked. */
export async function startSide(command, args) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${command} ${args.join(" ")} ended before it answered; what it printed is above.`);
    return JSON.parse(value);
  };
  const ready = await next();
  const ask = async (line) => {
    child.stdin.write(`${line}\n`);
    return await next();
  };
  return { ready, ask, child };
}
