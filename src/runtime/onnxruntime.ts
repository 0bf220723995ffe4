// Side effects first: the library reads the variable when it is loaded.
import "./noTelemetry.js";

export { env, InferenceSession, Tensor } from "onnxruntime-node";
