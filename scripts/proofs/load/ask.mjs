/** Sends one operation; every answer, also a refusal, is JSON with data or errors. */
export async function ask(url, query, variables = {}, patienceMs = 60_000) {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(patienceMs),
  });
  return { status: response.status, ...(await response.json()) };
}

/** Codes of an answer's errors. */
export function codesOf({ errors = [] }) {
  return errors.map((error) => error.extensions?.code);
}
