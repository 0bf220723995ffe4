/** Accompanies every classification. */
export const NOTICE =
  "The label describes a visible expression, not what a person feels; do not use it to judge, select or monitor people.";
