export { settingsTables, shown } from "./describeSettings.js";
export { SettingsError } from "./errors/settingsError.js";
export { type Configuration, ENTRIES } from "./groups.js";
export { configurationOf, type Effective, type PartialConfiguration, readConfiguration } from "./readConfiguration.js";
export { VERSION } from "./version.js";
