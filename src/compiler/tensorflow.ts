// The union package registers every gradient with @tensorflow/tfjs-core; the core's own entry for Node registers none (4.22).
import "@tensorflow/tfjs";
import { env } from "@tensorflow/tfjs-core";

// Silences the advice to install native bindings, printed at the first eager operation: compiled programs are what runs here.
env().set("PROD", true);
