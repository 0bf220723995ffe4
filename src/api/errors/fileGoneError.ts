import { SemblanceError } from "../../errors/semblanceError.js";

/** A job's file is not there (any more): it expired, was cancelled or deleted. */
export class FileGoneError extends SemblanceError {
  readonly status = 410;

  constructor() {
    super("JOB_FILE_GONE", "This file is not there any more: its job expired, was cancelled or was deleted.");
  }
}
