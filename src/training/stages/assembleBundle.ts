import { covarianceDiagnostics, type LatentStatistics } from "../../augmentation/index.js";
import { encodeStatistics, type ManifestDraft, writeBundle } from "../../bundle/index.js";
import type { Dataset } from "../../datasets/index.js";
import type { ClassificationReport } from "../metrics/index.js";
import { augmentedGrid, reconstructionGrid } from "../report/imageGrids.js";
import { lossCurves } from "../report/lossCurves.js";
import { modelCard } from "../report/modelCard.js";
import type { History } from "../run/checkpoint.js";
import type { RunRecord } from "../runRecord.js";
import type { Gate } from "./gates.js";
import type { AugmentedPool } from "./generatePool.js";
import type { FilterRates } from "./poolOptions.js";
import type { SourceCount } from "./recogniseSources.js";
import { storedStatistics } from "./storedStatistics.js";
import type { StoredNetwork } from "./storeNetwork.js";
import type { TrainedClassifier } from "./trainClassifier.js";

/** By classifier id, then split. */
export type Scores = Record<string, Record<string, ClassificationReport>>;

export interface BundleContents {
  readonly record: RunRecord;
  readonly dataset: Dataset;
  readonly classCounts: readonly number[];
  readonly tailClasses: readonly string[];
  readonly networks: {
    readonly encoder: StoredNetwork;
    readonly decoder: StoredNetwork;
    /** By classifier id. */
    readonly classifiers: ReadonlyMap<string, StoredNetwork>;
  };
  readonly latents: number;
  readonly statistics: ReadonlyMap<string, LatentStatistics>;
  /** By label, when sources were limited to recognised ones. */
  readonly sources?: ReadonlyMap<string, SourceCount>;
  /** By label, when the teacher filtered draws. */
  readonly filtered: ReadonlyMap<string, FilterRates>;
  readonly pool: AugmentedPool;
  readonly gates: readonly Gate[];
  readonly reconstruction: { readonly l1: number; readonly psnr: number };
  readonly scores: Scores;
  readonly classifiers: readonly TrainedClassifier[];
  readonly stages: readonly { readonly id: string; readonly history: History; readonly seconds: number }[];
}

/** Writes everything that training made as a bundle; docs/bundle.md says what goes where. */
export async function assembleBundle(contents: BundleContents): Promise<{ dir: string }> {
  const { record, dataset, networks, statistics } = contents;
  const text = (value: string): Uint8Array => new TextEncoder().encode(value);
  const manifest = draftManifest(contents);
  const ranks = Object.fromEntries(
    [...statistics].map(([label, { covariance }]) => [
      label,
      covarianceDiagnostics(covariance, contents.latents).effectiveRank,
    ]),
  );
  const { precision, sourcesPerClass } = record.settings.bundle;
  const kept = storedStatistics(statistics, { most: sourcesPerClass, seed: record.seed });
  const files = new Map<string, Uint8Array>([
    ["encoder.onnx", networks.encoder.model],
    ["decoder.onnx", networks.decoder.model],
    ...[...networks.classifiers].map(([id, { model }]): [string, Uint8Array] => [fileOf(id), model]),
    ["statistics.safetensors", encodeStatistics(kept, precision === "float16" ? "F16" : "F32")],
    ["MODEL_CARD.md", text(modelCard({ ...contents, manifest, ranks, agreements: agreementsOf(contents) }))],
    ...contents.stages.map(({ id, history }): [string, Uint8Array] => [
      `report/loss-${id}.svg`,
      text(lossCurves(id, history)),
    ]),
    [
      "report/reconstructions.png",
      await reconstructionGrid(networks.encoder.session, networks.decoder.session, dataset.splits.test),
    ],
    ["report/augmented.png", await augmentedGrid(contents.pool, dataset.labels, record.size)],
  ]);
  return writeBundle(record.out.root, { manifest, files });
}

/** By network, for those whose weights were to be rounded. */
function agreementsOf({ networks }: BundleContents): Record<string, NonNullable<StoredNetwork["agreement"]>> {
  const { classifiers, ...autoencoder } = networks;
  return Object.fromEntries(
    [...Object.entries(autoencoder), ...classifiers].flatMap(([name, { agreement }]) =>
      agreement ? [[name, agreement]] : [],
    ),
  );
}

function fileOf(classifier: string): string {
  return `classifier-${classifier}.onnx`;
}

function draftManifest(contents: BundleContents): ManifestDraft {
  const { record, dataset, classifiers, scores, gates, stages } = contents;
  const { teacher, ...inBundle } = scores;
  const splits = Object.entries(dataset.splits).map(([name, split]) => [name, split.count] as const);
  return {
    format: "semblance-bundle",
    formatVersion: 1,
    name: record.out.name,
    version: record.out.version,
    generation: record.generation,
    createdAt: new Date().toISOString(),
    kind: "expression-vae-gan",
    labels: [...dataset.labels],
    classCounts: [...contents.classCounts],
    tailClasses: [...contents.tailClasses],
    imageSize: record.size,
    latentSize: contents.latents,
    covariance: { target: record.settings.augmentation.target, form: record.settings.augmentation.covarianceForm },
    networks: {
      encoder: "encoder.onnx",
      decoder: "decoder.onnx",
      classifiers: classifiers.map(({ id }) => ({ id, file: fileOf(id) })),
    },
    statistics: "statistics.safetensors",
    card: "MODEL_CARD.md",
    training: {
      seed: record.seed,
      command: record.command,
      durationSeconds: stages.reduce((sum, { seconds }) => sum + seconds, 0),
      settings: { preset: record.preset, ...record.settings },
    },
    data: { name: dataset.name, fingerprint: dataset.fingerprint, splits: Object.fromEntries(splits) },
    metrics: {
      classifiers: plain(inBundle),
      reconstruction: contents.reconstruction,
      gates: gates.map((gate) => ({ ...gate })),
      ...(record.settings.bundle.precision === "float16" && { precision: agreementsOf(contents) }),
      ...(contents.filtered.size > 0 && { filter: Object.fromEntries(contents.filtered) }),
      ...(contents.sources && { sources: Object.fromEntries(contents.sources) }),
      // Trained on the images as they come, not in the bundle: what the classifiers are compared with.
      ...plain({ baseline: teacher ?? {} }),
    },
  };
}

/** An interface has no index signature, the manifest's open objects do: copies make the one the other. */
function plain(scores: Scores): ManifestDraft["metrics"]["classifiers"] {
  return Object.fromEntries(
    Object.entries(scores).map(([id, splits]) => [
      id,
      Object.fromEntries(Object.entries(splits).map(([split, report]) => [split, { ...report }])),
    ]),
  );
}
