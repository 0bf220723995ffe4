import { spawn, spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const script = join(dirname(fileURLToPath(import.meta.url)), "../torch/flaskServer.py");

/** A Flask server with the same ResNet34 in PyTorch; undefined where Python has no Flask, PyTorch or Pillow. */
export async function flaskServer(threads) {
  const command = ["python3", "/usr/bin/python3"].find(
    (python) => spawnSync(python, ["-c", "import flask, torch, PIL"]).status === 0,
  );
  if (command === undefined) {
    console.log("Flask is skipped: neither python3 nor /usr/bin/python3 imports flask, torch and PIL");
    return undefined;
  }
  const port = 20_000 + (process.pid % 20_000);
  const child = spawn(command, [script, String(port), String(threads)], { stdio: ["ignore", "ignore", "ignore"] });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/livez`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error("The Flask server ended before it answered.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, end: () => child.kill() };
}
