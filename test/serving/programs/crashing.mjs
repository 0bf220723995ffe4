// A runner that opens and crashes at its first work.
process.on("message", (message) => {
  if (message.kind === "open") process.send({ kind: "opened", device: "cpu" });
  else process.kill(process.pid, "SIGKILL");
});
