import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { ask } from "./graphql.js";

/** A job as tests read it. */
export interface AskedJob {
  id: string;
  state: string;
  seed: number;
  digest: string | null;
  checksums: string;
  bytes: number;
  progress: { images: number; total: number };
  classes: { label: string; count: number; s: number }[];
  shards: { number: number; name: string; images: number; bytes: number; sha256: string; url: string }[];
  error: { code: string; message: string } | null;
}

export const JOB_FIELDS = `id state seed digest checksums bytes progress { images total } classes { label count s }
  shards { number name images bytes sha256 url } error { code message }`;

/** Starts a job. */
export async function startJob(url: string, input: Record<string, unknown>, key?: string) {
  const query = `mutation ($input: AugmentationInput!, $key: String) {
    startAugmentation(input: $input, idempotencyKey: $key) { ${JOB_FIELDS} }
  }`;
  const { data, errors } = await ask<{ startAugmentation: AskedJob } | null>(url, query, { input, key });
  return { job: data?.startAugmentation as AskedJob, errors };
}

/** A job as it is now. */
export async function jobOf(url: string, id: string): Promise<AskedJob> {
  const { data } = await ask<{ job: AskedJob }>(url, `query ($id: ID!) { job(id: $id) { ${JOB_FIELDS} } }`, { id });
  return data.job;
}

/** Everything that the subscription says of a job, until it says no more, or until one is enough. */
export async function watchJob(
  url: string,
  id: string,
  enough: (job: AskedJob) => boolean = () => false,
): Promise<AskedJob[]> {
  const client = createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const seen: AskedJob[] = [];
  const query = `subscription ($id: ID!) { jobProgress(id: $id) { ${JOB_FIELDS} } }`;
  try {
    for await (const { data, errors } of client.iterate<{ jobProgress: AskedJob }>({ query, variables: { id } })) {
      if (errors) throw errors;
      seen.push(data!.jobProgress);
      if (enough(data!.jobProgress)) break;
    }
  } finally {
    await client.dispose();
  }
  return seen;
}

/** The bytes of every file of a job, in order. */
export async function filesOf(url: string, { shards }: AskedJob): Promise<Buffer[]> {
  return Promise.all(
    shards.map(async ({ url: link }) => Buffer.from(await (await fetch(new URL(link, url))).arrayBuffer())),
  );
}
