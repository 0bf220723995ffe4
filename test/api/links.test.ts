import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UrlSigner } from "../../src/api/links/urlSigner.js";
import { ask, plainPng } from "../support/graphql.js";
import { startJob, watchJob } from "../support/jobs.js";
import { runningServer } from "../support/runningServer.js";

const running = runningServer();

interface Linked {
  base64: string;
  url: string | null;
}

async function linked(args: string, format = "PNG", expiresIn = 60): Promise<Linked[]> {
  const { data } = await ask<{ augment: { images: Linked[] } }>(
    running.url,
    `{ augment(${args}) { images { base64(format: ${format}) url(format: ${format}, expiresIn: ${expiresIn}) } } }`,
  );
  return data.augment.images;
}

async function follow(path: string, headers: Record<string, string> = {}) {
  // Without it, fetch asks for an answer that no cache has seen.
  const response = await fetch(new URL(path, running.url), { headers: { "cache-control": "max-age=0", ...headers } });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

const codeOf = ({ bytes }: { bytes: Buffer }) =>
  (JSON.parse(bytes.toString()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code;

describe("A link to an image", () => {
  it.each(["PNG", "WEBP", "JPEG"])(
    "makes the bytes again that base64 gave (%s), to be cached while it lasts",
    async (format) => {
      for (const { base64, url } of await linked('class: "fear", s: 0.7, n: 3, seed: 9007199254740991', format)) {
        const { status, headers, bytes } = await follow(url!);
        expect(status).toBe(200);
        expect(headers.get("content-type")).toBe(`image/${format.toLowerCase()}`);
        expect(bytes.toString("base64")).toBe(base64);
        expect(headers.get("cache-control")).toMatch(/^public, max-age=(5\d|60), immutable$/);
        const again = await follow(url!, { "if-none-match": headers.get("etag")! });
        expect([again.status, again.bytes.length]).toEqual([304, 0]);
      }
    },
  );

  it("costs no decoding to be given", async () => {
    const { data } = await ask<{ augment: { images: Linked[] } }>(
      running.url,
      '{ augment(class: "fear", seed: 5) { images { url } } }',
    );
    const [same] = await linked('class: "fear", seed: 5');
    expect((await follow(data.augment.images[0]!.url!)).bytes.toString("base64")).toBe(same!.base64);
  });

  it("is refused when anything of it was changed, and keeps its meaning when it is spelt otherwise", async () => {
    const [{ url }] = (await linked('class: "fear", s: 0.5, seed: 5')) as unknown as [{ url: string }];
    const changes: [RegExp, string][] = [
      [/fear/, "sadness"],
      [/\/0\.5\//, "/0.6/"],
      [/\/5\//, "/6/"],
      [/\/0\.png/, "/1.png"],
      [/\.png/, ".webp"],
      [/exp=\d+/, "exp=99999999999"],
      [/sig=./, "sig=_"],
      [/&sig=.*/, ""],
      [/sig=.*/, "sig=AA"],
      [/sig=/, "sig=x&sig="],
      [/\/0\.png/, "/0.exe"],
    ];
    for (const [what, by] of changes) {
      const changed = url.replace(what, by);
      expect(changed).not.toBe(url);
      const answer = await follow(changed);
      expect([changed, answer.status, codeOf(answer)]).toEqual([changed, 403, "BAD_SIGNATURE"]);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
    expect((await follow(url.replace("fear", "f%65ar"))).status).toBe(200);
  });

  it("ends when its time is over, and with its bundle", async () => {
    const key = readFileSync(join(running.dataFolder, "link.key"));
    const signer = new UrlSigner(() => key);
    const soon = Math.floor(Date.now() / 1000);
    const [{ url }] = (await linked('class: "fear", seed: 5, s: 1')) as unknown as [{ url: string }];
    const digest = url.split("/")[2]!;
    const signed = (of: string, expiry: number) =>
      `/images/${of}/fear/1/5/0.png?${signer.query(["image", of, "fear", 1, 5, 0, "png"], expiry)}`;
    expect((await follow(signed(digest, soon + 60))).status).toBe(200);
    const late = await follow(signed(digest, soon - 1));
    expect([late.status, codeOf(late)]).toEqual([410, "LINK_EXPIRED"]);
    const other = await follow(signed("0".repeat(64), soon + 60));
    expect([other.status, codeOf(other)]).toEqual([410, "LINK_MODEL_GONE"]);
    expect(other.bytes.toString()).toContain(digest);
  });

  it("is not given for an image that starts from one of the user's, nor for a decoded latent", async () => {
    const image = (await plainPng(10, 200, 30)).toString("base64");
    const [varied] = await linked(`class: "fear", seed: 5, source: { base64: "${image}" }`);
    expect(varied!.url).toBeNull();
    const { data } = await ask(running.url, "{ decode(latents: [[1, 2, 3, 4]]) { url } }");
    expect(data).toEqual({ decode: [{ url: null }] });
  });

  it.each([0, 604_801])("cannot last %i seconds", async (expiresIn) => {
    const query = `{ augment(class: "fear") { images { url(expiresIn: ${expiresIn}) } } }`;
    expect((await ask(running.url, query)).errors).toMatchObject([{ extensions: { code: "ARGUMENT_OUT_OF_RANGE" } }]);
  });
});

describe("A link to a job's file", () => {
  it("answers ranges, so that a download that broke goes on where it stopped", async () => {
    const { job } = await startJob(running.url, { classes: [{ class: "fear", count: 4 }] });
    const { shards } = (await watchJob(running.url, job.id)).at(-1)!;
    const [{ url, name, bytes: size, sha256 }] = shards as [(typeof shards)[0]];
    const whole = await follow(url);
    expect(whole.bytes).toHaveLength(size);
    expect(whole.headers.get("etag")).toBe(`"${sha256}"`);
    expect(whole.headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
    const rest = await follow(url, { range: "bytes=1000-", "if-range": `"${sha256}"` });
    expect([rest.status, rest.headers.get("content-range")]).toEqual([206, `bytes 1000-${size - 1}/${size}`]);
    expect(rest.bytes.equals(whole.bytes.subarray(1000))).toBe(true);
    const changed = await follow(url, { range: "bytes=1000-", "if-range": '"another"' });
    expect([changed.status, changed.bytes.length]).toEqual([200, size]);
    expect((await follow(url, { range: `bytes=${size}-` })).status).toBe(416);
    expect((await follow(url, { "if-none-match": `"${sha256}"` })).status).toBe(304);
    // A file that got shorter is not handed out as if it were whole.
    writeFileSync(join(running.dataFolder, "jobs", job.id, name), "short");
    expect((await follow(url)).status).toBe(410);
  });

  it("opens no other file", async () => {
    const { job } = await startJob(running.url, { classes: [{ class: "fear", count: 4 }] });
    const { shards } = (await watchJob(running.url, job.id)).at(-1)!;
    const { url } = shards[0]!;
    for (const path of [
      url.replace("000000.tar", "000001.tar"),
      url.replace("000000.tar", "..%2fjobs.sqlite"),
      url.replace(job.id, ".."),
      url.replace(job.id, "00000000-0000-0000-0000-000000000000"),
    ]) {
      expect((await follow(path)).status, path).not.toBe(200);
    }
  });
});
