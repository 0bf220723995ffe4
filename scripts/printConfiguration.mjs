/** Writes the tables of docs/configuration.md from the table of settings. */
import { readFileSync, writeFileSync } from "node:fs";
import { settingsTables } from "../dist/config/index.js";

const page = new URL("../docs/configuration.md", import.meta.url);
const [before, , after] = readFileSync(page, "utf8").split(
  /^<!-- settings: npm run configuration -->\n|^<!-- end -->\n/m,
);
writeFileSync(page, `${before}<!-- settings: npm run configuration -->\n${settingsTables()}<!-- end -->\n${after}`);
