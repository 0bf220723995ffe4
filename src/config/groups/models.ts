import { availableParallelism } from "node:os";
import { DEVICE_CHOICES } from "../../runtime/device.js";
import { integer, oneOf, optionalText, text, toggle } from "../kinds.js";
import { setting } from "../setting.js";

/** What is served, and on what. */
export const models = {
  folder: setting(text, {
    default: "models",
    variable: "MODELS",
    flag: "--models <dir>",
    meaning: "Folder of bundles, `<name>/<version>/`.",
  }),
  default: setting(optionalText, {
    default: undefined,
    defaultText: "the first by name",
    variable: "MODEL",
    flag: "--model <id>",
    meaning: "Model of requests that name none.",
  }),
  device: setting(oneOf(DEVICE_CHOICES), {
    default: "auto",
    variable: "DEVICE",
    flag: "--device <device>",
    meaning: "`auto`, `cpu`, `webgpu` or `cuda`; see [devices](devices.md).",
  }),
  watch: setting(toggle, {
    default: false,
    flag: "--watch",
    meaning:
      "Load models that appear in the folder and unload those that go, every two seconds; see [serving](serving.md).",
  }),
  cores: setting(integer(1, 1024), {
    default: availableParallelism(),
    defaultText: "all",
    variable: "CORES",
    flag: "--cores <n>",
    meaning: "Processor cores for inference, shared by all models.",
  }),
};
