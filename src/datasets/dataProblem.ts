/** Why one line or file of a data set was left out ("error") or is worth knowing ("warning"). */
export interface DataProblem {
  readonly severity: "error" | "warning";
  readonly code:
    | "MISSING_FILE"
    | "UNREADABLE_IMAGE"
    | "UNKNOWN_LABEL"
    | "UNKNOWN_SPLIT"
    | "MALFORMED_LINE"
    | "DUPLICATE_LINE"
    | "UNEXPECTED_COUNTS"
    | "DUPLICATE_IMAGE"
    | "SIMILAR_IMAGE";
  /** The file that is at fault: the list for a bad line, the image for bad pixels. */
  readonly file: string;
  /** Line in `file`, from 1. */
  readonly line?: number;
  readonly message: string;
}
