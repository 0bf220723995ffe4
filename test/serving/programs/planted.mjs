// A runner that answers what it is fed, but for the faults planted in it: each value from 1 to 4 brings one about, for real.
process.on("message", (message) => {
  if (message.kind === "open") return process.send({ kind: "opened", device: "cpu" });
  const [value] = message.feeds.x.data;
  if (value === 1) process.abort();
  if (value === 2) process.kill(process.pid, "SIGKILL");
  if (value === 3) for (;;);
  if (value === 4) for (const held = []; ; ) held.push(Buffer.alloc(1 << 24, 1));
  process.send({ kind: "ran", id: message.id, outputs: message.feeds });
});
process.on("disconnect", () => process.exit(0));
