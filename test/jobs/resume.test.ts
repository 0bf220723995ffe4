import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ask } from "../support/graphql.js";
import { filesOf, jobOf, startJob, watchJob } from "../support/jobs.js";
import { type Program, serve } from "../support/program.js";
import { untilReady } from "../support/runningServer.js";
import { tinyModels, writeTinyBundle } from "../support/tinyBundle.js";

const LONG = {
  classes: [
    { class: "fear", count: 800 },
    { class: "sadness", count: 400 },
  ],
  imagesPerShard: 100,
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
  it.each([["WEBDATASET"], ["ZIP"]])(
    "goes on after a restart where it was, to the bytes of an unbroken run (%s)",
    async (archive) => {
      const models = await tinyModels();
      const first = await started(models);
      const { job } = await startJob(first.url, { ...LONG, archive }, "mine");
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
      expect(end).toMatchObject({ state: "SUCCEEDED", progress: { images: 1200, total: 1200 } });
      expect(identities(folder, finished.slice(0, 1))).toEqual(before.slice(0, 1));
      expect(readdirSync(folder)).toHaveLength(12);
      const { job: unbroken } = await startJob(second.url, { ...LONG, archive });
      const whole = (await watchJob(second.url, unbroken.id)).at(-1)!;
      expect(end.digest).toBe(whole.digest);
      const [resumed, reference] = [await filesOf(second.url, end), await filesOf(second.url, whole)];
      resumed.forEach((file, i) => {
        expect(file.equals(reference[i]!)).toBe(true);
      });
      expect((await startJob(second.url, { ...LONG, archive }, "mine")).job.id).toBe(job.id);
    },
    120_000,
  );

  it("fails with the reason when its bundle is gone, and goes on when the bundle is back", async () => {
    const models = await tinyModels();
    const first = await started(models);
    const { job } = await startJob(first.url, LONG);
    await watchJob(first.url, job.id, ({ shards }) => shards.length >= 1);
    await kill(first.program);
    const others = await tinyModels();
    await writeTinyBundle(others, {
      version: "2",
      generation: "6f1c2f0e-6c1b-4b57-9d8c-0d8f3c1f2a12",
      tailClasses: ["fear"],
    });
    const only = join(others, "only");
    mkdirSync(join(only, "tiny"), { recursive: true });
    symlinkSync(join(others, "tiny", "2"), join(only, "tiny", "2"));
    const data = ["--data", join(models, ".data")];
    const second = await started(only, ...data);
    await expect
      .poll(async () => (await jobOf(second.url, job.id)).error, { timeout: 20_000 })
      .toMatchObject({ code: "JOB_MODEL_GONE" });
    await kill(second.program);
    const third = await started(models);
    await ask(third.url, `mutation { resumeJob(id: "${job.id}") { id } }`);
    expect((await watchJob(third.url, job.id)).at(-1)!.state).toBe("SUCCEEDED");
  });
});

describe("The folder of jobs", () => {
  it("is used by one server at a time; another one serves everything but jobs, and takes over when the first is gone", async () => {
    const models = await tinyModels();
    const first = await started(models);
    const small = { classes: [{ class: "fear", count: 3 }] };
    const { job } = await startJob(first.url, small);
    const second = await started(models);
    expect((await startJob(second.url, small)).errors).toMatchObject([{ extensions: { code: "JOBS_UNAVAILABLE" } }]);
    const { data } = await ask<{ augment: { images: unknown[] } }>(
      second.url,
      '{ augment(class: "fear") { images { base64 } } }',
    );
    expect(data.augment.images).toHaveLength(1);
    await kill(first.program);
    expect((await jobOf(second.url, job.id)).id).toBe(job.id);
  });

  it("is not made before it is needed, and keeps a server that is told to end no longer", async () => {
    const models = await tinyModels();
    const { program, url } = await started(models);
    await ask(url, "{ jobs { id } models { id } }");
    expect(existsSync(join(models, ".data"))).toBe(false);
    const { job } = await startJob(url, LONG);
    await watchJob(url, job.id, ({ progress }) => progress.images > 0);
    program.child.kill("SIGTERM");
    expect(await program.exited).toBe(0);
    expect(existsSync(join(models, ".data", "jobs", "lock"))).toBe(false);
    const again = await started(models);
    expect((await watchJob(again.url, job.id)).at(-1)!.state).toBe("SUCCEEDED");
  });
});

describe("A job without room", () => {
  it("fails with what is finished kept, when all files together reach the limit, and goes on when there is room", async () => {
    const { url } = await started(await tinyModels(), "--set", "jobs.diskMiB=1");
    const half = { classes: [{ class: "fear", count: 300 }], imagesPerShard: 50 };
    const { job: first } = await startJob(url, half);
    expect((await watchJob(url, first.id)).at(-1)!.state).toBe("SUCCEEDED");
    const { job: second } = await startJob(url, { ...half, seed: 2 });
    const failed = (await watchJob(url, second.id)).at(-1)!;
    expect(failed).toMatchObject({ state: "FAILED", error: { code: "JOB_STORAGE" } });
    expect(failed.shards.length).toBeGreaterThan(0);
    await ask(url, `mutation { deleteJob(id: "${first.id}") }`);
    await ask(url, `mutation { resumeJob(id: "${second.id}") { id } }`);
    const end = (await watchJob(url, second.id)).at(-1)!;
    expect(end).toMatchObject({ state: "SUCCEEDED", error: null });
    expect(end.shards.slice(0, failed.shards.length).map(({ sha256 }) => sha256)).toEqual(
      failed.shards.map(({ sha256 }) => sha256),
    );
  });

  it.skipIf(!existsSync("/dev/full"))("fails when the disk is full, and the server goes on", async () => {
    const models = await tinyModels();
    const { url } = await started(models);
    const { job: runs } = await startJob(url, LONG);
    const { job } = await startJob(url, { classes: [{ class: "fear", count: 100 }] });
    // Writing to /dev/full fails as writing to a full disk does.
    const folder = join(models, ".data", "jobs", job.id);
    mkdirSync(folder);
    symlinkSync("/dev/full", join(folder, "000000.tar.part"));
    await ask(url, `mutation { cancelJob(id: "${runs.id}") { id } }`);
    expect((await watchJob(url, job.id)).at(-1)).toMatchObject({ state: "FAILED", error: { code: "JOB_STORAGE" } });
    const { job: next } = await startJob(url, { classes: [{ class: "fear", count: 100 }] });
    expect((await watchJob(url, next.id)).at(-1)!.state).toBe("SUCCEEDED");
  });
});
