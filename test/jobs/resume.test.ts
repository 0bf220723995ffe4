import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf, startJob, watchJob } from "../support/jobs.js";
import { type Program, serve } from "../support/program.js";
import { untilReady } from "../support/runningServer.js";
import { tinyModels } from "../support/tinyBundle.js";

const LONG = {
  classes: [
    { class: "fear", count: 400 },
    { class: "sadness", count: 200 },
  ],
  imagesPerShard: 50,
  seed: 3,
};

async function started(models: string, ...options: string[]): Promise<{ program: Program; url: string }> {
  const program = serve(models, options);
  const url = await program.url;
  await untilReady(url);
  return { program, url };
}

async function kill({ child, exited }: Program): Promise<void> {
  child.kill("SIGKILL");
  await exited;
}

/** What would change if a file were written again. */
function identities(folder: string, names: readonly string[]): unknown[] {
  return names.map((name) => {
    const { ino, mtimeMs } = statSync(join(folder, name));
    return { name, ino, mtimeMs };
  });
}

describe("A job whose server is killed", () => {
  it("goes on after a restart where it was, to the bytes of an unbroken run", async () => {
    const models = await tinyModels();
    const first = await started(models);
    const { job } = await startJob(first.url, LONG, "mine");
    await watchJob(first.url, job.id, ({ shards }) => shards.length >= 2);
    await kill(first.program);

    const folder = join(models, ".data", "jobs", job.id);
    const finished = readdirSync(folder).filter((name) => !name.endsWith(".part"));
    expect(finished.length).toBeLessThan(12);
    const before = identities(folder, finished.slice(0, 2));
    // A file that lost its end with the machine's power is made again.
    writeFileSync(join(folder, finished[1]!), "short");

    const second = await started(models);
    const end = (await watchJob(second.url, job.id)).at(-1)!;
    expect(end).toMatchObject({ state: "SUCCEEDED", progress: { images: 600, total: 600 } });
    expect(identities(folder, finished.slice(0, 1))).toEqual(before.slice(0, 1));
    expect(readdirSync(folder)).toHaveLength(12);
    const { job: unbroken } = await startJob(second.url, LONG);
    const whole = (await watchJob(second.url, unbroken.id)).at(-1)!;
    expect(end.digest).toBe(whole.digest);
    const [resumed, reference] = [await filesOf(second.url, end), await filesOf(second.url, whole)];
    resumed.forEach((file, i) => {
      expect(file.equals(reference[i]!)).toBe(true);
    });
    expect((await startJob(second.url, LONG, "mine")).job.id).toBe(job.id);
  }, 240_000);
});
