import { parseArgs } from "node:util";

/**
 * Options of a proof: `--models DIR --seed N` and its own, all with defaults.
 * @param {Record<string, number | string>} defaults a number makes an option that wants one.
 */
export function readOptions(defaults) {
  const all = { models: "models", seed: 1, ...defaults };
  const options = Object.fromEntries(Object.keys(all).map((name) => [name, { type: "string" }]));
  const { values } = parseArgs({ options });
  return Object.fromEntries(
    Object.entries(all).map(([name, fallback]) => {
      const given = values[name];
      if (given === undefined) return [name, fallback];
      if (typeof fallback === "string") return [name, given];
      const number = Number(given);
      if (!Number.isFinite(number) || number < 0) throw new Error(`--${name}: expected a number, got ${given}`);
      return [name, number];
    }),
  );
}
