import { type LatentVariant, latentVariants } from "../../../augmentation/index.js";
import { type Arm, plain } from "../../arms/arm.js";
import { arms } from "../../arms/registry.js";
import { UnknownArmError } from "../errors/unknownArmError.js";

/** The classifiers of the paper's Table I. */
export const networks = ["resnet34", "dan"] as const;
export type NetworkName = (typeof networks)[number];

/** One cell of an experiment: a network, how it is trained, and on which images. */
export interface ExperimentArm {
  readonly network: NetworkName;
  /** "train": the data set. "oracle": synthetic images of which there are equally many per class. "generated": none but the decoder's. */
  readonly images: "train" | "oracle" | "generated";
  readonly arm: Arm;
}

/** Arms that only an experiment has: what perfect data would give, and classification accuracy score (Ravuri and Vinyals 2019). */
const extra: Readonly<Record<string, Omit<ExperimentArm, "network">>> = {
  oracle: { images: "oracle", arm: { ...plain, id: "oracle" } },
  "generated-only": {
    images: "generated",
    arm: { ...plain, id: "generated-only", sampler: "balanced", augmentation: "class" },
  },
};

/** DAN's own three losses need its whole output; what they cannot be combined with is not offered for it. */
const fitsDan = ({ loss, afterwards }: Arm): boolean =>
  loss === "cross-entropy" && (afterwards === "none" || afterwards === "adjust-logits");

/** The arms of Table I and the controls, dearest last; docs/experiment.md says what each is for. */
export const defaultArms: readonly string[] = [
  "resnet34/none",
  "resnet34/balanced",
  "resnet34/post-hoc-adjusted",
  "resnet34/logit-adjusted",
  "resnet34/mixup",
  "dan/none",
  "dan/balanced",
  "resnet34/oracle",
  "resnet34/ours",
  "resnet34/reconstruction",
  "resnet34/isotropic",
  "dan/ours",
  "resnet34/shuffled",
  "resnet34/pooled-only",
  "resnet34/class-gaussian",
  "resnet34/latent-smote",
  "resnet34/generated-only",
];

/** @param id as "dan/ours". @throws UnknownArmError */
export function parseArm(id: string): ExperimentArm {
  const [network, name] = id.split("/");
  const known = networks.find((candidate) => candidate === network);
  if (!known || name === undefined) throw new UnknownArmError(id, `the networks are ${networks.join(" and ")}.`);
  const own = extra[name];
  const arm = own?.arm ?? arms.find((candidate) => candidate.id === name);
  if (!arm) {
    const ids = [...arms.map((candidate) => candidate.id), ...Object.keys(extra)];
    throw new UnknownArmError(id, `the arms are ${ids.join(", ")}.`);
  }
  if (known === "dan" && !fitsDan(arm))
    throw new UnknownArmError(id, "DAN has losses of its own, which cannot be combined with this arm's.");
  return { network: known, images: own?.images ?? "train", arm };
}

/**
 * What a user wrote after --arms: ids separated by commas, "default" for the default ones, "all" for every one there is; an id without a network is
 * ResNet34's. Without repetition, in the order given. @throws UnknownArmError
 */
export function parseArms(text: string): string[] {
  const ids = text.split(",").flatMap((part) => {
    const id = part.trim();
    if (id === "default") return defaultArms;
    if (id === "all") return allArms();
    return [id.includes("/") ? id : `resnet34/${id}`];
  });
  for (const id of ids) parseArm(id);
  return [...new Set(ids)];
}

function allArms(): string[] {
  const every = [...arms, ...Object.values(extra).map(({ arm }) => arm)];
  const rest = networks.flatMap((network) =>
    every.filter((arm) => network === "resnet34" || fitsDan(arm)).map(({ id }) => `${network}/${id}`),
  );
  return [...defaultArms, ...rest];
}

/** How the decoder's images are drawn for an arm; undefined for one that needs no decoder. */
export function variantOf({ arm }: ExperimentArm): LatentVariant | undefined {
  return latentVariants.find((variant) => variant === arm.augmentation);
}

/** Variants whose strength is s; the others have none. */
export function hasStrength(variant: LatentVariant | undefined): boolean {
  return variant !== undefined && !["reconstruction", "class-gaussian", "smote"].includes(variant);
}
