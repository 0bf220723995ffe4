/**
 * onnxruntime's Linux builds send facts about every session (model name, graph hashes, providers) to Microsoft, since 1.29 and unless this variable
 * is set before the library is loaded. Nothing here sends anything anywhere.
 */
process.env.ORT_DISABLE_TELEMETRY = "1";
