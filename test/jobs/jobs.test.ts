import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ask } from "../support/graphql.js";
import { type AskedJob, filesOf, jobOf, startJob, watchJob } from "../support/jobs.js";
import { runningServer } from "../support/runningServer.js";
import { untar, unzip } from "../support/unpack.js";

const running = runningServer({}, { jobs: { imagesPerJob: 20_000, unfinishedPerOwner: 3 } });

/** A job that has ended. */
async function finished(input: Record<string, unknown>): Promise<AskedJob> {
  const { job, errors } = await startJob(running.url, input);
  expect(errors).toBeUndefined();
  return (await watchJob(running.url, job.id)).at(-1)!;
}

const SMALL = {
  classes: [
    { class: "fear", count: 5 },
    { class: "sadness", count: 10, s: 1 },
  ],
  seed: 7,
};

describe("A job", () => {
  it("fills WebDataset shards with images that augment gives, their class and their recipe, the classes mixed", async () => {
    const job = await finished({ ...SMALL, imagesPerShard: 6 });
    expect(job).toMatchObject({ state: "SUCCEEDED", progress: { images: 15, total: 15 }, error: null });
    expect(job.shards.map(({ name, images }) => [name, images])).toEqual([
      ["000000.tar", 6],
      ["000001.tar", 6],
      ["000002.tar", 3],
    ]);
    const files = await filesOf(running.url, job);
    expect(files.map((file) => createHash("sha256").update(file).digest("hex"))).toEqual(
      job.shards.map(({ sha256 }) => sha256),
    );
    expect(job.digest).toBe(createHash("sha256").update(job.checksums).digest("hex"));
    const entries = (await Promise.all(files.map(untar))).flat();
    expect(entries.slice(0, 4).map(({ name }) => name)).toEqual([
      "000000.png",
      "000000.cls",
      "000000.json",
      "000001.png",
    ]);
    const samples = Array.from({ length: 15 }, (_, i) => ({
      png: entries[3 * i]!.bytes,
      cls: entries[3 * i + 1]!.bytes.toString(),
      json: JSON.parse(entries[3 * i + 2]!.bytes.toString()) as {
        label: string;
        index: number;
        s: number;
        digest: string;
      },
    }));
    // Two of sadness to one of fear, all the way.
    for (let i = 0; i < 15; i += 3) {
      expect(
        samples
          .slice(i, i + 3)
          .map(({ cls }) => cls)
          .sort(),
      ).toEqual(["1", "1", "2"]);
    }
    const { data } = await ask<Record<string, { images: { base64: string }[] }>>(
      running.url,
      `{ fear: augment(class: "fear", s: 0.5, seed: 7, n: 5) { images { base64 } }
         sadness: augment(class: "sadness", s: 1, seed: 7, n: 10) { images { base64 } } }`,
    );
    for (const { png, json } of samples) {
      expect(json).toMatchObject({ seed: 7, model: "tiny@1", synthetic: true, s: json.label === "fear" ? 0.5 : 1 });
      expect(png.toString("base64")).toBe(data[json.label]!.images[json.index]!.base64);
    }
  });

  it.each(["TAR", "ZIP"])("packs a %s with a folder per class, a manifest and labels.csv", async (archive) => {
    const job = await finished({ ...SMALL, archive, imageFormat: "WEBP" });
    expect(job.shards).toHaveLength(1);
    const [file] = await filesOf(running.url, job);
    const entries = await (archive === "ZIP" ? unzip : untar)(file!);
    const names = entries.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(["manifest.json", "labels.csv"]);
    expect(names.filter((name) => /^fear\/\d{6}\.webp$/.test(name))).toHaveLength(5);
    expect(names.filter((name) => /^sadness\/\d{6}\.webp$/.test(name))).toHaveLength(10);
    expect(JSON.parse(entries[0]!.bytes.toString())).toMatchObject({ synthetic: true, seed: 7, images: 15 });
    const [head, ...lines] = entries[1]!.bytes.toString().trim().split("\r\n");
    expect(head).toBe("file,label,class,s,seed,index");
    expect(lines.map((line) => line.split(",")[0])).toEqual(names.slice(2));
    for (const line of lines)
      expect(line).toMatch(/^(fear\/\d{6}\.webp,fear,2,0\.5|sadness\/\d{6}\.webp,sadness,1,1),7,\d+$/);
  });

  it("gives the same bytes for the same plan, in every format", async () => {
    for (const archive of ["WEBDATASET", "TAR", "ZIP"]) {
      const digests = [await finished({ ...SMALL, archive }), await finished({ ...SMALL, archive })].map(
        (job) => job.digest,
      );
      expect(digests[0]).toBe(digests[1]);
    }
  });

  it("balances to the largest class, to a ratio of it, to a count, and beside what the user has", async () => {
    const counts = async (balance: object) =>
      Object.fromEntries((await finished({ balance })).classes.map(({ label, count }) => [label, count]));
    // The tiny bundle was trained on 40, 9 and 3.
    expect(await counts({})).toEqual({ sadness: 31, fear: 37 });
    expect(await counts({ ratio: 0.5 })).toEqual({ sadness: 11, fear: 17 });
    expect(await counts({ count: 10 })).toEqual({ sadness: 1, fear: 7 });
    expect(await counts({ count: 10, classes: ["fear"] })).toEqual({ fear: 7 });
    const existing = [
      { class: "fear", count: 4 },
      { class: "sadness", count: 6 },
    ];
    expect(await counts({ existing })).toEqual({ happiness: 6, fear: 2 });
  });

  it("is told of from its beginning to its end, and belongs to a list", async () => {
    const { job } = await startJob(running.url, { classes: [{ class: "fear", count: 400 }], imagesPerShard: 100 });
    const seen = await watchJob(running.url, job.id);
    expect(seen.length).toBeGreaterThan(1);
    const images = seen.map(({ progress }) => progress.images);
    expect(images).toEqual([...images].sort((a, b) => a - b));
    expect(seen.at(-1)).toMatchObject({ state: "SUCCEEDED", progress: { images: 400 } });
    const { data } = await ask<{ jobs: { id: string }[] }>(running.url, "{ jobs(first: 1) { id } }");
    expect(data.jobs).toEqual([{ id: job.id }]);
    const next = await ask<{ jobs: { id: string }[] }>(running.url, `{ jobs(after: "${job.id}") { id } }`);
    expect(next.data.jobs.map(({ id }) => id)).not.toContain(job.id);
  });

  it("is the same job for the same key and input, and a conflict for another input", async () => {
    const first = await startJob(running.url, { ...SMALL, seed: null }, "k1");
    const again = await startJob(running.url, { classes: SMALL.classes }, "k1");
    expect(again.job.id).toBe(first.job.id);
    expect(again.job.seed).toBe(first.job.seed);
    const other = await startJob(running.url, { ...SMALL, s: 2 }, "k1");
    expect(other.errors).toMatchObject([{ extensions: { code: "IDEMPOTENCY_CONFLICT", job: first.job.id } }]);
    await watchJob(running.url, first.job.id);
  });

  it("leaves nothing behind when it is cancelled, queued or running, and lets the next one run", async () => {
    const long = { classes: [{ class: "fear", count: 20_000 }], imagesPerShard: 50 };
    const { job: runs } = await startJob(running.url, long);
    const { job: waits } = await startJob(running.url, long);
    await watchJob(running.url, runs.id, ({ shards }) => shards.length > 0);
    expect((await jobOf(running.url, waits.id)).state).toBe("QUEUED");
    for (const { id } of [waits, runs]) {
      const { data } = await ask<{ cancelJob: AskedJob }>(
        running.url,
        `mutation { cancelJob(id: "${id}") { state shards { name } } }`,
      );
      expect(data.cancelJob).toEqual({ state: "CANCELLED", shards: [] });
      expect(existsSync(join(running.dataFolder, "jobs", id))).toBe(false);
    }
    expect((await finished(SMALL)).state).toBe("SUCCEEDED");
    const { errors } = await ask(running.url, `mutation { resumeJob(id: "${runs.id}") { id } }`);
    expect(errors).toMatchObject([{ extensions: { code: "JOB_STATE" } }]);
  });

  it("is removed with its files", async () => {
    const job = await finished(SMALL);
    expect(readdirSync(join(running.dataFolder, "jobs", job.id))).toEqual(["000000.tar"]);
    await ask(running.url, `mutation { deleteJob(id: "${job.id}") }`);
    expect(existsSync(join(running.dataFolder, "jobs", job.id))).toBe(false);
    const { errors } = await ask(running.url, `{ job(id: "${job.id}") { id } }`);
    expect(errors).toMatchObject([{ extensions: { code: "UNKNOWN_JOB" } }]);
    const gone = await fetch(new URL(job.shards[0]!.url, running.url));
    expect([gone.status, await gone.json()]).toMatchObject([
      410,
      { errors: [{ extensions: { code: "JOB_FILE_GONE" } }] },
    ]);
  });

  it.each([
    ["neither classes nor balance", {}, "ARGUMENT_OUT_OF_RANGE"],
    ["both", { classes: SMALL.classes, balance: {} }, "ARGUMENT_OUT_OF_RANGE"],
    ["no class", { classes: [] }, "ARGUMENT_OUT_OF_RANGE"],
    ["a class that the model has not", { classes: [{ class: "joy", count: 1 }] }, "UNKNOWN_CLASS"],
    ["a class twice", { classes: [SMALL.classes[0], SMALL.classes[0]] }, "ARGUMENT_OUT_OF_RANGE"],
    ["no image", { classes: [{ class: "fear", count: 0 }] }, "ARGUMENT_OUT_OF_RANGE"],
    ["one image more than a job may have", { classes: [{ class: "fear", count: 20_001 }] }, "ARGUMENT_OUT_OF_RANGE"],
    ["more images than numbers are exact", { balance: { count: 2 ** 31 - 1 } }, "ARGUMENT_OUT_OF_RANGE"],
    ["s above 4", { ...SMALL, s: 4.1 }, "ARGUMENT_OUT_OF_RANGE"],
    ["s below 0 for one class", { classes: [{ class: "fear", count: 1, s: -1 }] }, "ARGUMENT_OUT_OF_RANGE"],
    ["files of 10,001 images", { ...SMALL, imagesPerShard: 10_001 }, "ARGUMENT_OUT_OF_RANGE"],
    ["a ratio of 0", { balance: { ratio: 0 } }, "ARGUMENT_OUT_OF_RANGE"],
    ["a ratio and a count", { balance: { ratio: 1, count: 1 } }, "ARGUMENT_OUT_OF_RANGE"],
    ["classes that have enough", { balance: { count: 3 } }, "ARGUMENT_OUT_OF_RANGE"],
    ["a negative number of images", { balance: { existing: [{ class: "fear", count: -1 }] } }, "ARGUMENT_OUT_OF_RANGE"],
    ["a model that is not served", { ...SMALL, model: "huge" }, "UNKNOWN_MODEL"],
  ])("refuses %s", async (_what, input, code) => {
    expect((await startJob(running.url, input)).errors).toMatchObject([{ extensions: { code } }]);
  });

  it("refuses more unfinished jobs than one may have, and a key of 201 characters", async () => {
    const long = { classes: [{ class: "fear", count: 20_000 }] };
    const jobs = await Promise.all([1, 2, 3].map(() => startJob(running.url, long)));
    expect((await startJob(running.url, SMALL)).errors).toMatchObject([{ extensions: { code: "TOO_MANY_JOBS" } }]);
    for (const { job } of jobs) await ask(running.url, `mutation { cancelJob(id: "${job.id}") { id } }`);
    expect((await startJob(running.url, SMALL, "k".repeat(201))).errors).toMatchObject([
      { extensions: { code: "ARGUMENT_OUT_OF_RANGE" } },
    ]);
  });
});
