import { createClient } from "graphql-ws";
import { WebSocket } from "ws";

/**
 * Streams generated images over one socket until told to stop, and counts by index: each batch exactly once and in order, also
 * after a broken stream, which is resumed at its cursor.
 * @param {{ url: string, stopped: () => boolean, seed: number }} options
 */
export async function streamLoad({ url, stopped, seed }) {
  const counts = { batches: 0, refused: 0, codes: new Set(), problems: [] };
  const client = createClient({
    ...{ url: `${url.replace("http", "ws")}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0, lazyCloseTimeout: 0 },
  });
  let cursor;
  let next = 0;
  while (!stopped()) {
    const query = `subscription ($after: Cursor) {
      augmentedBatches(batchSize: 4, total: 100000, seed: ${seed}, after: $after) { index cursor images { index base64(format: WEBP) } }
    }`;
    const stream = client.iterate({ query, variables: { after: cursor } });
    try {
      for await (const { data, errors } of stream) {
        if (errors) throw errors;
        const { index, images } = data.augmentedBatches;
        if (index !== next) counts.problems.push(`A stream gave batch ${index} where ${next} was due.`);
        if (images.some((image, i) => image.index !== index * 4 + i)) counts.problems.push("A batch has other images.");
        cursor = data.augmentedBatches.cursor;
        next = index + 1;
        counts.batches++;
        if (stopped()) break;
      }
    } catch (error) {
      const code = Array.isArray(error) ? error[0]?.extensions?.code : error?.code;
      counts.refused++;
      counts.codes.add(String(code));
      if (!code || code === "INTERNAL") counts.problems.push(`A stream ended without a type: ${JSON.stringify(error)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await client.dispose();
  return counts;
}
