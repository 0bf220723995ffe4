import { connections } from "./groups/connections.js";
import { jobs } from "./groups/jobs.js";
import { limits } from "./groups/limits.js";
import { models } from "./groups/models.js";
import { observability } from "./groups/observability.js";
import { security } from "./groups/security.js";
import { server } from "./groups/server.js";
import type { Setting } from "./setting.js";

/** Every setting there is, by group. The order is that of `semblance config` and of docs/configuration.md. */
export const GROUPS = { server, security, connections, models, limits, jobs, observability } as const;

type Groups = typeof GROUPS;

/** The value of every setting, by group and name. */
export type Configuration = {
  readonly [G in keyof Groups]: {
    readonly [N in keyof Groups[G]]: Groups[G][N] extends Setting<infer T> ? T : never;
  };
};

/** A setting with its names. */
export interface Entry {
  readonly group: string;
  readonly name: string;
  /** `group.name`. */
  readonly path: string;
  readonly variable: string;
  readonly setting: Setting<unknown>;
}

/** The table, flat. */
export const ENTRIES: readonly Entry[] = Object.entries(GROUPS).flatMap(([group, settings]) =>
  Object.entries(settings as Readonly<Record<string, Setting<unknown>>>).map(([name, setting]) => ({
    group,
    name,
    path: `${group}.${name}`,
    variable: setting.variable ?? `SEMBLANCE_${upperCase(group)}_${upperCase(name)}`,
    setting,
  })),
);

function upperCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
