import { request } from "./request.mjs";

/** Sends one operation; every answer, also a refusal, is JSON with data or errors. */
export async function ask(url, query, variables = {}) {
  const body = JSON.stringify({ query, variables });
  const { status, text } = await request(`${url}/graphql`, { body, headers: { "content-type": "application/json" } });
  return { status, ...JSON.parse(text) };
}

/** Codes of an answer's errors. */
export function codesOf({ errors = [] }) {
  return errors.map((error) => error.extensions?.code);
}
