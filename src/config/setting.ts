import type { Kind } from "./kinds.js";

/** One thing that an operator can set. */
export interface Setting<T> {
  readonly kind: Kind<T>;
  readonly default: T;
  /** The default in words, where the value itself would say little or differs between machines. */
  readonly defaultText?: string;
  /** Its environment variable, where it has a name of its own; else `SEMBLANCE_<GROUP>_<NAME>`. */
  readonly variable?: string;
  /** Its option of `semblance serve`, as commander declares it; without one there is still `--set group.name=value`. */
  readonly flag?: string;
  /** One or two sentences, Markdown. */
  readonly meaning: string;
  /** Never printed. */
  readonly secret?: boolean;
}

/** An entry of the table. */
export function setting<T>(kind: Kind<T>, rest: Omit<Setting<NoInfer<T>>, "kind">): Setting<T> {
  return { kind, ...rest };
}
