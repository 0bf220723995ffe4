const WORDS: Readonly<Record<string, string>> = {
  none: "None",
  balanced: "Balanced",
  ours: "Ours",
  oracle: "oracle (as many real images of every class)",
  "generated-only": "generated images only (CAS)",
  reconstruction: "reconstruction only (s = 0)",
  isotropic: "isotropic noise",
  shuffled: "another class's covariance",
  "pooled-only": "pooled covariance",
  "class-gaussian": "class Gaussian",
  "latent-smote": "SMOTE between encodings",
  "pixel-smote": "SMOTE between pictures",
  "logit-adjusted": "logit-adjusted loss",
  "post-hoc-adjusted": "logits adjusted afterwards",
};
const NETWORKS: Readonly<Record<string, string>> = { resnet34: "ResNet34", dan: "DAN" };

/** "dan/ours" -> "DAN, Ours" */
export function nameOf(id: string): string {
  const [network, arm] = id.split("/") as [string, string];
  return `${NETWORKS[network] ?? network}, ${WORDS[arm] ?? arm}`;
}

/** "dan/ours" -> "Ours" */
export function shortName(id: string): string {
  const arm = id.split("/")[1]!;
  return (WORDS[arm] ?? arm).split(" (")[0]!;
}

export function splitName(split: string): string {
  return split === "balancedTest" ? "the balanced test" : `the ${split} split`;
}
