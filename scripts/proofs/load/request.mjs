import { request as send } from "node:http";

/**
 * One request on a connection of its own. On one that is kept, a server may close it in the moment in which the next request is sent, and
 * whose fault a lost request is could not be told.
 * @returns {Promise<{ status: number, text: string }>}
 */
export function request(url, { body, headers = {}, patienceMs = 120_000 } = {}) {
  return new Promise((resolve, reject) => {
    const options = { agent: false, method: body === undefined ? "GET" : "POST", headers, timeout: patienceMs };
    const sent = send(url, options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode, text }));
      response.on("error", reject);
    });
    sent.on("timeout", () => sent.destroy(new Error(`No byte in ${patienceMs} ms`)));
    sent.on("error", reject);
    sent.end(body);
  });
}
