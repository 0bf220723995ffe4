import { execFileSync, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DiskFullError } from "../../src/errors/diskFullError.js";
import type { HostTensor } from "../../src/tensor/hostTensor.js";
import { CheckpointInvalidError } from "../../src/training/errors/checkpointInvalidError.js";
import { Checkpoints } from "../../src/training/run/checkpoint.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "checkpoint-"));
});
afterEach(() => rm(folder, { recursive: true }));

const values = (x: number): Map<string, HostTensor> =>
  new Map([["net/w", { dtype: "float32", shape: [2], data: Float32Array.of(x, Math.PI) }]]);
const progress = { history: [{ step: 1, terms: { loss: 0.1 } }], sums: { loss: 1 / 3 }, seconds: 2 };

/** A disk of our own that can be filled takes a right that few users have; train.test.ts fills one without. */
const canMount =
  spawnSync("bash", ["-c", 'd=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs "$d" && umount "$d"']).status === 0;

describe("Checkpoints", () => {
  it("give back what was saved, bit for bit, to a process that opens the folder later", async () => {
    const written = await Checkpoints.open(folder);
    await written.save("stage", 5, values(1 / 3), progress);
    const read = await Checkpoints.open(folder);
    expect(read.position.current).toMatchObject({ stage: "stage", step: 5, ...progress });
    const state = await read.read(read.position.current!.state);
    expect([...state.get("net/w")!.data]).toEqual([Math.fround(1 / 3), Math.fround(Math.PI)]);
  });

  it("keep the files of the present position only", async () => {
    const checkpoints = await Checkpoints.open(folder);
    await checkpoints.save("a", 1, values(1), progress);
    await checkpoints.save("a", 2, values(2), progress);
    await checkpoints.finish("a", values(3), progress);
    await checkpoints.save("b", 1, values(4), progress);
    expect((await readdir(folder)).sort()).toEqual(["a-final.safetensors", "b-1.safetensors", "checkpoint.json"]);
  });

  it("after a crash between variables and position, the position before still works", async () => {
    const checkpoints = await Checkpoints.open(folder);
    await checkpoints.save("a", 1, values(1), progress);
    const position = await readFile(join(folder, "checkpoint.json"));
    const old = await readFile(join(folder, "a-1.safetensors"));
    await checkpoints.save("a", 2, values(2), progress);
    // What the disk holds when the process dies before the last rename.
    await writeFile(join(folder, "checkpoint.json"), position);
    await writeFile(join(folder, "a-1.safetensors"), old);
    const read = await Checkpoints.open(folder);
    expect(read.position.current?.step).toBe(1);
    expect((await read.read(read.position.current!.state)).get("net/w")!.data[0]).toBe(1);
  });

  it("refuse variables that were cut short, and say which file", async () => {
    const checkpoints = await Checkpoints.open(folder);
    await checkpoints.save("a", 1, values(1), progress);
    await truncate(join(folder, "a-1.safetensors"), 40);
    const reading = checkpoints.read(checkpoints.position.current!.state);
    await expect(reading).rejects.toThrow(CheckpointInvalidError);
    await expect(reading).rejects.toThrow(/a-1\.safetensors/);
  });

  it.skipIf(!canMount)("on a full disk say so, leave no half a file, and keep the checkpoint before", async () => {
    const disk = join(folder, "disk");
    await mkdir(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]);
    try {
      const checkpoints = await Checkpoints.open(disk);
      await checkpoints.save("a", 1, values(1), progress);
      const large = new Map([["w", { dtype: "float32" as const, shape: [50_000], data: new Float32Array(50_000) }]]);
      const saving = checkpoints.save("a", 2, large, progress);
      await expect(saving).rejects.toThrow(DiskFullError);
      await expect(saving).rejects.toThrow(/a-2\.safetensors.*ENOSPC/);
      expect((await readdir(disk)).sort()).toEqual(["a-1.safetensors", "checkpoint.json"]);
      const read = await Checkpoints.open(disk);
      expect((await read.read(read.position.current!.state)).get("net/w")!.data[0]).toBe(1);
    } finally {
      execFileSync("umount", [disk]);
    }
  });

  it("refuse a position that is not one", async () => {
    await writeFile(join(folder, "checkpoint.json"), '{"format":"other"}');
    await expect(Checkpoints.open(folder)).rejects.toThrow(CheckpointInvalidError);
  });
});
