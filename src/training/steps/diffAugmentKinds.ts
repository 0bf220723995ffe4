/** Families of changes that the discriminator's images can go through; apart from diffAugment.ts so that settings load no tensors. */
export const diffAugmentKinds = ["translation", "color", "flip", "cutout"] as const;
export type DiffAugmentKind = (typeof diffAugmentKinds)[number];
