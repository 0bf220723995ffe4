/** Codes that a program acts on. docs/errors.md has all of them, with what to do. */
export type ErrorCode =
  | "ARGUMENT_OUT_OF_RANGE"
  | "DEADLINE_EXCEEDED"
  | "IMAGE_INPUT"
  | "INTERNAL"
  | "INVALID_CURSOR"
  | "MODEL_NOT_READY"
  | "OVERLOADED"
  | "UNDECODABLE_IMAGE"
  | "UNKNOWN_CLASS"
  | "UNKNOWN_CLASSIFIER"
  | "UNKNOWN_MODEL"
  | "UNSUPPORTED_IMAGE_FORMAT"
  | (string & {});
