import { line, ruleY } from "@observablehq/plot";
import { percent } from "../summary/verdict.js";
import { draw } from "./draw.js";
import { figure, paragraph, picture, section, table } from "./html.js";
import type { ReportData } from "./reportData.js";

/** Source and augmented faces side by side (the paper's Fig. 4), and augmented ones in equal numbers (its Fig. 5). */
export function faces({ generators, facts }: ReportData): string {
  const shown = generators.filter(({ sources, augmented }) => sources && augmented).slice(0, 1);
  const parts = shown.flatMap(({ seed, sources, augmented, measures }) => [
    picture(
      sources!,
      `A row per class, ${facts.labels.join(", ")}: a training face, its reconstruction, and seven augmented versions.`,
      `A training image of each class, drawn by seed and not picked; beside it its reconstruction (s = 0); then seven augmentations of it at s = ${measures?.s ?? "?"}. Seed ${seed}.`,
    ),
    picture(
      augmented!,
      `Twelve augmented faces of every class: ${facts.labels.join(", ")}.`,
      "The first augmented images of every class: as many of the rarest as of the commonest.",
    ),
  ]);
  return section(
    "faces",
    "Faces",
    ...(parts.length > 0
      ? parts
      : [paragraph("No augmented arms are finished, so there are no augmented faces to show yet.")]),
  );
}

/** Which s was chosen, and on what. */
export function strength({ candidates, s, record, generators }: ReportData): string {
  const rows = candidates.map(({ s: value, score }) => [
    String(value),
    score === undefined ? "not finished" : percent(score),
    value === s ? "chosen" : "",
  ]);
  return section(
    "strength",
    "How far images are moved",
    paragraph(
      `s is chosen out of ${record.settings.strengths.join(", ")} by the mean class accuracy of ResNet34 on the validation split, with seed ${record.seeds[0]}, and then kept for every arm and seed. ` +
        "The validation split has few images of the rare classes, so neighbouring values are hardly told apart; no test image has a say.",
    ),
    table("Mean class accuracy on the validation split.", ["s", "score", ""], rows),
    ...generators.map(({ seed, facts }) =>
      table(
        `Conditions for augmentation to help, seed ${seed}. Images from ${facts.source}.`,
        ["", "value", "wanted", ""],
        facts.gates.map(({ name, value, wanted, passed }) => [
          name,
          value.toFixed(3),
          wanted,
          passed ? "met" : "not met",
        ]),
        (i) => (facts.gates[i]!.passed ? "met" : "failed"),
      ),
    ),
    generators.some(({ facts }) => facts.gates.some(({ passed }) => !passed))
      ? paragraph(
          "Not every condition holds: the augmented arms were trained all the same because the experiment was told to (--ignore-gates). Their images carry wrong or weak labels to that extent.",
        )
      : "",
  );
}

/** How near generated images are to real ones, in a held-out classifier's features. */
export function generatorMeasures({ generators, facts, compared, split }: ReportData): string {
  const cas = compared.scores.get("resnet34/generated-only")?.[split]?.meanClassAccuracy;
  const balanced = compared.scores.get("resnet34/balanced")?.[split]?.meanClassAccuracy;
  const parts = generators.flatMap(({ seed, measures }) => {
    if (!measures) return [];
    const rows = measures.sets.map(({ name, images, fcd, kid, kidDeviation, precision, recall }) => [
      name,
      String(images),
      fcd.toFixed(2),
      `${kid.toFixed(3)} ±${kidDeviation.toFixed(3)}`,
      precision.toFixed(2),
      recall.toFixed(2),
    ]);
    return [
      table(
        `Seed ${seed}, against ${measures.reference}, in the features of a ResNet18 of another seed that saw no generated image and has mean class accuracy ${percent(measures.criticAccuracy)} there. Not comparable with published FID or KID.`,
        ["", "images", "FCD", "KID", "precision", "recall"],
        rows,
      ),
      table(
        "How often that classifier gives an image the label it carries, percent. It errs on real images too: compare with the first row.",
        ["", ...facts.labels],
        measures.sets.map(({ name, agreement }) => [
          name,
          ...facts.labels.map((label) => (agreement[label] === undefined ? "-" : (100 * agreement[label]).toFixed(0))),
        ]),
      ),
      table(
        "KID per class.",
        ["", ...facts.labels],
        measures.sets.map(({ name, kidPerClass }) => [
          name,
          ...facts.labels.map((label) => kidPerClass[label]?.toFixed(3) ?? "-"),
        ]),
      ),
    ];
  });
  const score =
    cas && balanced
      ? `Classification accuracy score: trained on generated images alone, ResNet34 has mean class accuracy ${percent(cas.value)}; on real ones, balanced, ${percent(balanced.value)}.`
      : "Classification accuracy score (trained on generated images alone): not finished.";
  return section(
    "generator",
    "The generator",
    paragraph(score),
    ...(parts.length > 0 ? parts : [paragraph("The generated images are not measured yet.")]),
  );
}

/** Eigenvalues of the class covariances: neither flat, which would make them plain noise, nor a single direction. */
export function spectra({ generators, facts }: ReportData): string {
  const first = generators[0];
  if (!first) return section("spectra", "Latent spectra", paragraph("No generator has been needed yet."));
  const { spectra: classes, latents, activeShare } = first.facts;
  const points = Object.entries(classes).flatMap(([label, { eigenvalues }]) =>
    eigenvalues.map((value, rank) => ({ label, rank: rank + 1, value })).filter(({ value }) => value > 0),
  );
  const plot = draw("Eigenvalues of the class covariances", {
    width: 700,
    height: 300,
    x: { label: "rank" },
    y: { type: "log", label: "eigenvalue", grid: true },
    color: { legend: true, domain: [...facts.labels], scheme: "Dark2" },
    marks: [line(points, { x: "rank", y: "value", stroke: "label" })],
  });
  const rows = facts.labels.flatMap((label, i) => {
    const own = classes[label];
    return own ? [[label, String(facts.counts[i]), own.effectiveRank.toFixed(1), percent(own.topShare)]] : [];
  });
  return section(
    "spectra",
    "Latent spectra",
    figure(
      plot,
      `Eigenvalues of each class's covariance as augmentation uses it, ${latents} latent dimensions, ${percent(activeShare)} of them active. Seed ${first.seed}.`,
    ),
    table(
      `Effective rank: ${latents} would be noise without directions, 1 a single one.`,
      ["", "training images", "effective rank", "share of the largest"],
      rows,
    ),
  );
}

/** The loss of every arm over its steps. */
export function curves({ arms, generators }: ReportData): string {
  const points = arms.flatMap(({ id, finished }) =>
    finished.slice(0, 1).flatMap(({ curve }) =>
      thinned(curve).map(({ step, terms }) => ({
        arm: id,
        network: id.startsWith("dan") ? "DAN" : "ResNet34",
        step,
        loss: terms.loss!,
      })),
    ),
  );
  const parts = ["ResNet34", "DAN"].flatMap((network) => {
    const own = points.filter((point) => point.network === network);
    if (own.length === 0) return [];
    const plot = draw(`Training loss, ${network}`, {
      width: 700,
      height: 300,
      x: { label: "step" },
      y: { label: "loss", grid: true },
      color: { legend: true, scheme: "Observable10" },
      marks: [
        line(own, {
          x: "step",
          y: "loss",
          stroke: { value: (d: { arm: string }) => d.arm.split("/")[1]!, scale: "color" },
        }),
        ruleY([0]),
      ],
    });
    return [
      figure(
        plot,
        `${network}, first seed. Losses of different kinds (logit-adjusted, mixed, DAN's three) have different heights.`,
      ),
    ];
  });
  const vaeGan = generators.find(({ facts }) => facts.curve.length > 0);
  if (vaeGan) {
    const terms = vaeGan.facts.curve.flatMap(({ step, terms: all }) =>
      Object.entries(all).map(([term, value]) => ({ step, term, value })),
    );
    const plot = draw("Losses of the VAE-GAN", {
      width: 700,
      height: 900,
      marginRight: 120,
      fy: { label: null },
      x: { label: "step" },
      y: { label: null, nice: true, ticks: 3 },
      marks: [line(normalised(terms), { x: "step", y: "value", fy: "term" })],
    });
    parts.push(figure(plot, `The VAE-GAN of seed ${vaeGan.seed}: every term from its least to its largest value.`));
  }
  return section("curves", "Training curves", ...(parts.length > 0 ? parts : [paragraph("No arm is finished.")]));
}

/** At most about 60 points: the page stays small, and no curve has more to say. */
function thinned<T>(points: readonly T[]): T[] {
  const every = Math.max(1, Math.ceil(points.length / 60));
  return points.filter((_, i) => i % every === every - 1 || i === points.length - 1);
}

function normalised(terms: readonly { step: number; term: string; value: number }[]) {
  return terms.map((point) => {
    const own = terms.filter(({ term }) => term === point.term).map(({ value }) => value);
    const [low, high] = [Math.min(...own), Math.max(...own)];
    return { ...point, value: high === low ? 0 : (point.value - low) / (high - low) };
  });
}
