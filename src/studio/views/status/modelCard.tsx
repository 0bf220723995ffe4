import { Scroll } from "../../parts/scroll.js";
import type { ModelStatus, NetworkStatus } from "./statusFields.js";

/** A model with its device, and each of its networks: queue, batches, latency. */
export function ModelCard({ model: { id, device, ready, notReady, networks } }: { model: ModelStatus }) {
  return (
    <section class="card" aria-label={id}>
      <div class="model-head">
        <h2>{id}</h2>
        <span class={ready ? "state ready" : "state"}>{ready ? "Ready" : "Not ready"}</span>
        {device && <span class="state">{device}</span>}
      </div>
      {notReady && <p>{notReady}</p>}
      {networks.length === 0 && (
        <p class="hint">Nothing was asked of it yet. Open Augment or Classify, then come back.</p>
      )}
      {networks.length > 0 && (
        <Scroll label={`Networks of ${id}`}>
          <table class="networks">
            <thead>
              <tr>
                <th scope="col">Network</th>
                <th scope="col">Waiting</th>
                <th scope="col">Answered</th>
                <th scope="col">Batch sizes</th>
                <th scope="col">In the queue</th>
                <th scope="col">A batch takes</th>
                <th scope="col">Unanswered</th>
              </tr>
            </thead>
            <tbody>
              {networks.map((network) => (
                <Network key={network.network} network={network} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

function Network({
  network: { network, waiting, rows, unanswered, batchSizes, wait, run },
}: {
  network: NetworkStatus;
}) {
  const most = Math.max(1, ...batchSizes.map(({ count }) => count));
  return (
    <tr>
      <th scope="row">{network.replace("classifier:", "")}</th>
      <td>{waiting}</td>
      <td>{rows.toLocaleString("en")}</td>
      <td>
        <span class="sizes">
          {batchSizes.map(({ rows: size, count }) => (
            <span key={size} title={`${count} batches of ${size}`}>
              <i style={{ height: `${Math.max(8, (100 * count) / most)}%` }} aria-hidden="true" />
              {size}
              <span class="hidden"> rows, {count} times; </span>
            </span>
          ))}
        </span>
      </td>
      <td>{latency(wait)}</td>
      <td>{latency(run)}</td>
      <td>{unanswered}</td>
    </tr>
  );
}

function latency(of: NetworkStatus["wait"]) {
  if (!of) return "–";
  return (
    <>
      {milliseconds(of.median)} <small>95 %: {milliseconds(of.p95)}</small>
    </>
  );
}

function milliseconds(ms: number): string {
  return ms < 9.95 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}
