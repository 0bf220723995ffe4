import { ENTRIES, type Entry, GROUPS } from "./groups.js";
import type { Effective } from "./readConfiguration.js";

/** A value as people read it; of a secret only whether it is set. */
export function shown({ entry, value }: Pick<Effective, "entry" | "value">): string {
  const { secret, default: fallback, defaultText } = entry.setting;
  const empty = value === undefined || (Array.isArray(value) && value.length === 0);
  if (secret && !empty) return "(secret, set)";
  if (value === fallback && defaultText !== undefined)
    return empty ? `(${defaultText})` : `${JSON.stringify(value)} (${defaultText})`;
  return empty ? "(none)" : JSON.stringify(value);
}

/** The default of a setting in words, the same on every machine. */
export function defaultOf({ setting }: Entry): string {
  const { default: fallback, defaultText } = setting;
  if (defaultText !== undefined) return defaultText;
  const empty = fallback === undefined || (Array.isArray(fallback) && fallback.length === 0);
  return empty ? "none" : `\`${JSON.stringify(fallback)}\``;
}

/** The tables of docs/configuration.md, Markdown. */
export function settingsTables(): string {
  return Object.keys(GROUPS)
    .map((group) => {
      const rows = ENTRIES.filter((entry) => entry.group === group).map((entry) => {
        const { setting, variable, name } = entry;
        const option = setting.flag === undefined ? "" : `, \`${setting.flag.split(" ")[0]}\``;
        const meaning = setting.secret ? `${setting.meaning} Secret.` : setting.meaning;
        return `| \`${name}\` | \`${variable}\`${option} | ${defaultOf(entry)} | ${meaning} |`;
      });
      return `### ${group}\n\n| setting | variable, option | default | meaning |\n|---|---|---|---|\n${rows.join("\n")}\n`;
    })
    .join("\n");
}
