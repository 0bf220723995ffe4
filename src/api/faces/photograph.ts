import type { DecodedPhotograph } from "../../images/index.js";

/** A decoded photograph, and a key that equal ones share. */
export interface Photograph extends DecodedPhotograph {
  readonly key: string;
}
