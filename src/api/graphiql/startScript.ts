/** What GraphiQL shows first; a test runs it. */
export const EXAMPLE_QUERY = `# Press the triangle. Press Ctrl and Space for what else can be asked.
query Welcome {
  models { id labels tailClasses classCounts { label count } device }
  augment(class: "happiness", s: 1, n: 2, seed: 7) {
    seed
    images { index dataUrl }
  }
}

# What the faces of a class differ in. Decode mean + a multiple of a direction to see what it does.
query Directions {
  model {
    latentDirections(class: "happiness", k: 3) { mean directions { direction standardDeviation share } }
  }
}

# What the server did in the last minute.
query Status {
  status {
    models { id device networks { network waiting rows batchSizes { rows count } run { median p95 } } }
    refused { bundle code reason }
  }
}

# Choose this one from the triangle's menu for a stream; press the square to stop it.
subscription TailClasses {
  augmentedBatches(batchSize: 4, total: 12, seed: 7) {
    index
    cursor
    images { label dataUrl(format: WEBP) }
  }
}
`;

/** Starts GraphiQL with both doors: HTTP for queries, WebSocket for subscriptions. */
export function startScript(exampleQuery: string): string {
  return `const url = new URL("/graphql", location.href);
const wsUrl = new URL(url);
wsUrl.protocol = location.protocol === "https:" ? "wss:" : "ws:";
const fetcher = GraphiQL.createFetcher({
  url: url.href,
  wsClient: graphqlWs.createClient({ url: wsUrl.href }),
});
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: ${JSON.stringify(exampleQuery)} }),
);
`;
}
