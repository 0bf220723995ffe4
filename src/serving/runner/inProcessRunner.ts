import type { Session } from "../../runtime/index.js";
import type { HostTensor } from "../../tensor/hostTensor.js";
import { InferenceFailedError } from "../errors/inferenceFailedError.js";
import type { RunnerPlan } from "./networkFile.js";
import { openNetworks } from "./openNetworks.js";
import type { Runner } from "./runner.js";

/**
 * Runs networks in this process, which stands still meanwhile. For scripts and tests that need a few answers and no server; a
 * server uses {@link SupervisedRunner}.
 */
export class InProcessRunner implements Runner {
  readonly device: string;
  readonly notReady = undefined;
  readonly #sessions: Map<string, Session>;

  private constructor(sessions: Map<string, Session>) {
    this.#sessions = sessions;
    this.device = [...new Set([...sessions.values()].map((session) => session.device))].join("+");
  }

  static async open(plan: RunnerPlan): Promise<InProcessRunner> {
    return new InProcessRunner(await openNetworks(plan));
  }

  async run(network: string, feeds: Record<string, HostTensor>): Promise<Record<string, HostTensor>> {
    try {
      return await this.#sessions.get(network)!.run(feeds);
    } catch (error) {
      throw new InferenceFailedError(network, { cause: error });
    }
  }

  async close(): Promise<void> {
    for (const session of this.#sessions.values()) await session.close();
  }
}
