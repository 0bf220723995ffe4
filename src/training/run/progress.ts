import { SingleBar } from "cli-progress";

/** Where progress is told: a bar on a terminal, a line every ten seconds elsewhere. */
export interface ProgressSink {
  readonly isTerminal: boolean;
  write(line: string): void;
}

const LINE_EVERY_MS = 10_000;

/** Progress of one stage of `total` steps, `imagesPerStep` each. */
export class StageProgress {
  readonly #sink: ProgressSink;
  readonly #stage: string;
  readonly #total: number;
  readonly #imagesPerStep: number;
  readonly #first: number;
  readonly #start = Date.now();
  readonly #bar: SingleBar | undefined;
  #lastLine = Date.now();

  constructor(sink: ProgressSink, stage: string, total: number, first: number, imagesPerStep: number) {
    this.#sink = sink;
    this.#stage = stage;
    this.#total = total;
    this.#first = first;
    this.#imagesPerStep = imagesPerStep;
    if (!sink.isTerminal) return;
    this.#bar = new SingleBar({ format: `${stage} [{bar}] {value}/{total} {text}`, hideCursor: true });
    this.#bar.start(total, first, { text: "" });
  }

  update(step: number, terms: Readonly<Record<string, number>>): void {
    const now = Date.now();
    if (this.#bar) this.#bar.update(step, { text: this.#describe(step, terms, now) });
    else if (now - this.#lastLine >= LINE_EVERY_MS || step === this.#total) {
      this.#lastLine = now;
      this.#sink.write(`${this.#stage} ${step}/${this.#total} ${this.#describe(step, terms, now)}`);
    }
  }

  stop(): void {
    this.#bar?.stop();
  }

  #describe(step: number, terms: Readonly<Record<string, number>>, now: number): string {
    const seconds = Math.max(1e-3, (now - this.#start) / 1000);
    const perSecond = Math.max(1e-9, (step - this.#first) / seconds);
    const left = Math.round((this.#total - step) / perSecond);
    const values = Object.entries(terms).map(([name, value]) => `${name} ${value.toPrecision(3)}`);
    return `${values.join(" ")} | ${(perSecond * this.#imagesPerStep).toFixed(1)} images/s, ${formatSeconds(left)} left`;
  }
}

/** 95 -> "1m35s" */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole}s` : `${Math.floor(whole / 60)}m${String(whole % 60).padStart(2, "0")}s`;
}
