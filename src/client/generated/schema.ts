// Written by `npm run client` from schema/schema.graphql: change the schema, then run it again.

/** What a model can be asked for. */
export type Ability = "CLASSIFY" | "ENCODE" | "GENERATE" | "FIND_FACES";

/** Why a face is not judged. */
export type AbstentionReason = "TOO_SMALL" | "BLURRED" | "TURNED_AWAY" | "UNCERTAIN";

/** How the images of a job are packed. */
export type ArchiveFormat = "WEBDATASET" | "TAR" | "ZIP";

/** PNG and WEBP keep every pixel as it was generated; JPEG does not. */
export type ImageFormat = "PNG" | "WEBP" | "JPEG";

/** Where a job is in its life. What is queued or running goes on after a restart of the server. */
export type JobState = "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED" | "EXPIRED";

/** Bulk work: exactly one of classes and balance says how many images of which class. */
export interface AugmentationInput {
  readonly classes?: readonly ClassTargetInput[] | null | undefined;
  readonly balance?: BalanceInput | null | undefined;
  /** Scale of the classes' covariance, 0 to 4. */
  readonly s?: number | null | undefined;
  /** Left out: a random one, which the job holds. */
  readonly seed?: number | string | null | undefined;
  readonly archive?: ArchiveFormat | null | undefined;
  readonly imageFormat?: ImageFormat | null | undefined;
  /** Images of one file, 1 to 10,000. Without it 1,000 for WEBDATASET and 10,000 for TAR and ZIP. */
  readonly imagesPerShard?: number | null | undefined;
  readonly model?: string | null | undefined;
}

/** Fills classes up: generates of each what is missing to a target. */
export interface BalanceInput {
  /** Target: so many images of each class. Instead of ratio. */
  readonly count?: number | null | undefined;
  /** Target: this share of the largest class; 1, which it is when nothing is given, is equal to the largest. */
  readonly ratio?: number | null | undefined;
  /** What there is, with 0 for classes left out. Without it, the counts of the model's training set. */
  readonly existing?: readonly ClassCountInput[] | null | undefined;
  /** The classes to fill up. Without it, all. */
  readonly classes?: readonly string[] | null | undefined;
}

/** A rectangle in pixels of the upright image (after EXIF orientation), origin at the top left. */
export interface BoxInput {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Images that there are of a class. */
export interface ClassCountInput {
  readonly class: string;
  readonly count: number;
}

/** Images to generate of one class. */
export interface ClassTargetInput {
  /** One of the model's labels. */
  readonly class: string;
  /** How many. */
  readonly count: number;
  /** Scale of this class's covariance, 0 to 4. */
  readonly s?: number | null | undefined;
}

/** A JPEG, PNG or WebP image: exactly one of base64, dataUrl and upload. */
export interface ImageInput {
  /** The image file in base64. */
  readonly base64?: string | null | undefined;
  /** The image file as a data URL: data:image/png;base64,... */
  readonly dataUrl?: string | null | undefined;
  /** A file of a multipart request. */
  readonly upload?: Blob | Uint8Array<ArrayBuffer> | null | undefined;
  /** Where the face is; its surrounding square is used. Left out, the square in the middle of the image is. */
  readonly faceBox?: BoxInput | null | undefined;
}

/** Why a face is not judged: no answer is better than a guess. */
export interface Abstention {
  readonly __typename?: "Abstention";
  readonly reason: AbstentionReason;
  /** What was expected and what was seen. */
  readonly message: string;
}

/** New images of one class. */
export interface Augmentation {
  readonly __typename?: "Augmentation";
  readonly class: string;
  readonly s: number;
  /** Ask again with this seed for the same images. */
  readonly seed: number;
  readonly images: readonly GeneratedImage[];
}

/** One step of a stream of generated images. */
export interface AugmentedBatch {
  readonly __typename?: "AugmentedBatch";
  /** Counted from the beginning of the stream, from 0. */
  readonly index: number;
  /** Give this as `after` to continue behind this batch. */
  readonly cursor: string;
  readonly images: readonly GeneratedImage[];
}

/** How many batches of the last minute had so many rows. */
export interface BatchSize {
  readonly __typename?: "BatchSize";
  readonly rows: number;
  readonly count: number;
}

/** A rectangle in pixels of the upright image, origin at the top left; it may reach a little beyond the image. */
export interface Box {
  readonly __typename?: "Box";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How many training images a class had. */
export interface ClassCount {
  readonly __typename?: "ClassCount";
  readonly label: string;
  readonly count: number;
}

/** What a classifier says about the visible expression of a face. */
export interface Classification {
  readonly __typename?: "Classification";
  /** The most probable class. */
  readonly label: string;
  /** The probability of that class. */
  readonly probability: number;
  /** Every class, the most probable first. */
  readonly probabilities: readonly LabelProbability[];
  readonly model: string;
  /** The id of the classifier that answered. */
  readonly classifier: string;
  /** The face that was looked for and found; null where none was looked for. */
  readonly faceBox: Box | null;
  /** How the answer may be understood. */
  readonly notice: string;
}

/** The answer for one image of a list: exactly one of classification and error. */
export interface ClassificationResult {
  readonly __typename?: "ClassificationResult";
  readonly classification: Classification | null;
  readonly error: ImageFailure | null;
}

/** Where the encoder places an image in the latent space: a normal distribution per dimension. */
export interface Encoding {
  readonly __typename?: "Encoding";
  readonly mean: string;
  /** Natural logarithm of the variance. */
  readonly logVariance: string;
}

/** What work would cost, measured on this server as it is now. An estimate, not a promise. */
export interface Estimate {
  readonly __typename?: "Estimate";
  readonly images: number;
  /** Images per class, for an augmentation. */
  readonly classes: readonly ClassCount[];
  /** Seconds from its start to its end. */
  readonly seconds: number;
  /** Seconds until a job would start: the jobs before it. */
  readonly waitSeconds: number;
  /** Bytes of the files; in base64, four thirds of that. */
  readonly bytes: number;
}

/** A face of a photograph. */
export interface Face {
  readonly __typename?: "Face";
  /** Its place: the most certain face is 0. */
  readonly index: number;
  readonly box: Box;
  /** 68 points for face-api: jaw (17), brows (10), nose (9), eyes (12), mouth (20), as in the iBUG 300-W set. */
  readonly landmarks: readonly Point[];
  readonly quality: FaceQuality;
  /** Null for a face that is good enough to be judged. */
  readonly abstention: Abstention | null;
  /** The visible expression; null for a face that is not good enough, whose `abstention` says why. */
  readonly expression: Classification | null;
  /** Where an encoder places the face, aligned as the model expects. */
  readonly encoding: Encoding;
  /** New images that vary this face, as `augment` does a source. */
  readonly augment: Augmentation;
}

/** What decides whether a face can be judged; docs/faces.md has the scales. */
export interface FaceQuality {
  readonly __typename?: "FaceQuality";
  /** The detector's certainty that it is a face, 0 to 1. */
  readonly score: number;
  /** Shorter side of the face's box in pixels of the image as it was sent. */
  readonly size: number;
  /** 0 for an even grey; sharp faces have 0.05 and more. */
  readonly sharpness: number;
  /** Degrees that the head is turned to the image's right, about. */
  readonly yaw: number;
  /** Degrees that the head is tilted, clockwise in the image. */
  readonly roll: number;
}

/** An image that a decoder made. Its files are marked as synthetic (XMP DigitalSourceType). */
export interface GeneratedImage {
  readonly __typename?: "GeneratedImage";
  /** The class it was generated for; none for a decoded latent. */
  readonly label: string | null;
  /** The latent that was decoded. */
  readonly latent: string;
  /** Its place: the same seed, class, s and index give the same image. */
  readonly index: number;
  /** The image file in base64. */
  readonly base64: string;
  /** The image file as a data URL, which a browser shows. */
  readonly dataUrl: string;
  /** A link to the image file, which makes the same image again whenever it is followed; nothing is stored, and no key is needed. Null for a decoded latent and for an image with a source: what they start from is not the server's to keep. */
  readonly url: string | null;
}

/** Why one image of a list has no answer. */
export interface ImageFailure {
  readonly __typename?: "ImageFailure";
  /** A stable code, such as UNDECODABLE_IMAGE. */
  readonly code: string;
  readonly message: string;
}

/** Bulk work: images generated into files. */
export interface Job {
  readonly __typename?: "Job";
  readonly id: string;
  readonly state: JobState;
  readonly progress: JobProgress;
  /** name@version of the bundle that it generates from. */
  readonly model: string;
  /** SHA-256 of that bundle. */
  readonly modelDigest: string;
  /** With it, every image can be made again. */
  readonly seed: number;
  readonly archive: ArchiveFormat;
  readonly imageFormat: ImageFormat;
  readonly imagesPerShard: number;
  /** What it generates. */
  readonly classes: readonly JobClass[];
  /** Bytes of the finished files. */
  readonly bytes: number;
  /** When it has succeeded: SHA-256 of its checksums as text. The same plan and bundle give the same digest. */
  readonly digest: string | null;
  /** The finished files as sha256sum writes and checks them. */
  readonly checksums: string;
  readonly error: JobFailure | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** When its files are removed. */
  readonly expiresAt: string | null;
  /** Images per second, while it runs. */
  readonly imagesPerSecond: number | null;
  /** Its finished files. */
  readonly shards: readonly JobShard[];
}

/** Images of one class that a job generates: those of index 0 to count - 1. */
export interface JobClass {
  readonly __typename?: "JobClass";
  readonly label: string;
  readonly count: number;
  readonly s: number;
}

/** Why a job failed. */
export interface JobFailure {
  readonly __typename?: "JobFailure";
  /** A stable code, such as JOB_STORAGE. */
  readonly code: string;
  readonly message: string;
}

/** How far a job is. */
export interface JobProgress {
  readonly __typename?: "JobProgress";
  /** Images that are made. */
  readonly images: number;
  /** Images in all. */
  readonly total: number;
  /** From 0 to 1. */
  readonly fraction: number;
  /** Seconds that are left at the present pace, while it runs. */
  readonly secondsLeft: number | null;
}

/** A finished file of a job. */
export interface JobShard {
  readonly __typename?: "JobShard";
  /** From 0. */
  readonly number: number;
  readonly name: string;
  readonly images: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Where to download it until the link expires; no key is needed. Ranges are answered. */
  readonly url: string;
}

/** One class and how probable the classifier finds it. */
export interface LabelProbability {
  readonly __typename?: "LabelProbability";
  readonly label: string;
  /** 0 to 1; those of one image sum to 1. */
  readonly probability: number;
}

/** One direction in which the faces of a class differ. */
export interface LatentDirection {
  readonly __typename?: "LatentDirection";
  /** Of length 1. */
  readonly direction: string;
  /** Of the class along this direction. */
  readonly standardDeviation: number;
  /** Of everything in which the class varies, 0 to 1. */
  readonly share: number;
}

/** Where a class lies in the latent space, and what its faces differ in. */
export interface LatentDirections {
  readonly __typename?: "LatentDirections";
  readonly class: string;
  /** The mean of the class's encodings. */
  readonly mean: string;
  /** Those of the largest variance first. */
  readonly directions: readonly LatentDirection[];
}

/** A model that this server serves: encoder, decoder, class statistics and classifiers. */
export interface Model {
  readonly __typename?: "Model";
  /** name@version. Wherever a model is asked for, name@alias will do, and the name alone, which means its alias `stable` or its newest version. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** The classes, in the order of the training data. */
  readonly labels: readonly string[];
  /** Width and height, in pixels, of what it reads and generates. */
  readonly imageSize: number;
  /** Numbers of a latent; 0 for a model that has none. */
  readonly latentSize: number;
  /** What it can be asked for. */
  readonly abilities: readonly Ability[];
  /** Training images; empty where they are not known. */
  readonly classCounts: readonly ClassCount[];
  /** The rare classes: what a stream generates when none are named. */
  readonly tailClasses: readonly string[];
  /** The first is the default. */
  readonly classifiers: readonly string[];
  /** As measured in training; docs/bundle.md has the fields. */
  readonly metrics: Record<string, unknown>;
  /** The model card, Markdown: data, results per class, limits, intended use. */
  readonly card: string;
  /** The provider that computes, such as cpu, webgpu or cuda. */
  readonly device: string | null;
  /** SHA-256 that names this model and everything in it. */
  readonly digest: string;
  /** What names this version beside its number, such as `stable`. */
  readonly aliases: readonly string[];
  readonly ready: boolean;
  /** Why it is not ready. */
  readonly notReady: string | null;
  /** The principal directions of a class's covariance, which augmentation draws from. Add them to a latent and decode it to see what they do. */
  readonly latentDirections: LatentDirections;
  /** Pictures of the training report; with a name, only that one. */
  readonly report: readonly ReportFile[];
}

/** One model and what its networks do. */
export interface ModelStatus {
  readonly __typename?: "ModelStatus";
  readonly id: string;
  /** The provider that computes. */
  readonly device: string | null;
  readonly ready: boolean;
  readonly notReady: string | null;
  readonly networks: readonly NetworkStatus[];
}

export interface Mutation {
  readonly __typename?: "Mutation";
  /** Serves one more version from the server's folder of models, once it has answered in every batch size. */
  readonly loadModel: Model;
  /** Serves a model no more. Operations that have it are still answered; then its memory is given back. */
  readonly unloadModel: Model;
  /** Makes an alias mean this version, which is loaded first when it is not. `stable` is what a name without a version means. */
  readonly promoteModel: Model;
  /** Makes an alias mean what it meant before it was promoted last. */
  readonly rollbackModel: Model;
  /** Starts bulk work: images of classes, in files to download. It goes on when the client is gone and after a restart of the server. */
  readonly startAugmentation: Job;
  /** Stops a job and removes its files. */
  readonly cancelJob: Job;
  /** Goes on with a job that failed; finished files are kept. */
  readonly resumeJob: Job;
  /** Removes a job and its files, whatever its state. Always true. */
  readonly deleteJob: boolean;
}

/** One network of a model, in the last minute. */
export interface NetworkStatus {
  readonly __typename?: "NetworkStatus";
  /** encoder, decoder, or classifier:<id>. */
  readonly network: string;
  /** Images or latents that wait now. */
  readonly waiting: number;
  /** Images or latents that were answered. */
  readonly rows: number;
  /** Refused, late, cancelled or failed. */
  readonly unanswered: number;
  readonly batchSizes: readonly BatchSize[];
  /** In the queue; none when nothing came. */
  readonly wait: Quantiles | null;
  /** A batch in the runner; none when nothing came. */
  readonly run: Quantiles | null;
}

/** A place in pixels of the upright image, from its top left. */
export interface Point {
  readonly __typename?: "Point";
  readonly x: number;
  readonly y: number;
}

/** Of the last minute, in milliseconds. */
export interface Quantiles {
  readonly __typename?: "Quantiles";
  readonly median: number;
  /** 95 of 100 were not slower. */
  readonly p95: number;
}

export interface Query {
  readonly __typename?: "Query";
  /** Every model that this server serves. */
  readonly models: readonly Model[];
  /** One model; without an id, the default one. */
  readonly model: Model | null;
  /** New images of a class: the encoding of a source image moved along the class's covariance, and decoded. Without a source, each image starts from a training image of the class. */
  readonly augment: Augmentation | null;
  /** Classifies the visible expression of one face. A model that wants faces found takes the largest of a photograph; others take a faceBox, or the square in the middle. Without `model`, one that finds faces answers where there is one. */
  readonly classifyExpression: Classification | null;
  /** Classifies 1 to 64 faces; an image that fails spoils only its own entry. */
  readonly classifyExpressions: readonly ClassificationResult[];
  /** Decodes 1 to 64 latents to images. */
  readonly decode: readonly GeneratedImage[] | null;
  /** Encodes 1 to 64 images; one that fails fails the field. */
  readonly encode: readonly Encoding[] | null;
  /** What work would cost, before it is asked for: either an augmentation, as startAugmentation takes it, or a number of images, as augment and augmentedBatches make them. */
  readonly estimate: Estimate;
  /** The faces of a photograph, the most certain first. It is decoded once and its faces are looked for once, whatever is asked of them; a photograph without faces has an empty list. */
  readonly faces: readonly Face[];
  /** One of your jobs; whoever may administer sees everybody's. */
  readonly job: Job | null;
  /** Your jobs, the newest first; whoever may administer sees everybody's. */
  readonly jobs: readonly Job[];
  /** Models, queues, batches and latencies of the last minute. */
  readonly status: ServerStatus;
}

/** A bundle that failed a check, and is not served. */
export interface RefusedBundle {
  readonly __typename?: "RefusedBundle";
  /** name@version. */
  readonly bundle: string;
  /** An error code, see docs/errors.md. */
  readonly code: string;
  readonly reason: string;
}

/** A picture of the training report: a curve, or a grid of images. */
export interface ReportFile {
  readonly __typename?: "ReportFile";
  /** Of the file, such as loss-vae-gan.svg. */
  readonly name: string;
  /** Such as image/svg+xml. */
  readonly mediaType: string;
  /** The picture as a data URL. Scripts in an SVG do not run in an <img>. */
  readonly dataUrl: string;
}

/** What the server is doing; /metrics has it for machines. */
export interface ServerStatus {
  readonly __typename?: "ServerStatus";
  readonly uptimeSeconds: number;
  readonly models: readonly ModelStatus[];
  readonly refused: readonly RefusedBundle[];
}

export interface Subscription {
  readonly __typename?: "Subscription";
  /** Generated images, class after class, at the reader's pace. Image i is the one that `augment` gives for its class and the same s, seed and index. */
  readonly augmentedBatches: AugmentedBatch;
  /** The job now, then whenever it changes, at most five times a second, until it has ended. */
  readonly jobProgress: Job;
}

/** Every type that can be selected from, by its name. */
export interface Objects {
  Abstention: Abstention;
  Augmentation: Augmentation;
  AugmentedBatch: AugmentedBatch;
  BatchSize: BatchSize;
  Box: Box;
  ClassCount: ClassCount;
  Classification: Classification;
  ClassificationResult: ClassificationResult;
  Encoding: Encoding;
  Estimate: Estimate;
  Face: Face;
  FaceQuality: FaceQuality;
  GeneratedImage: GeneratedImage;
  ImageFailure: ImageFailure;
  Job: Job;
  JobClass: JobClass;
  JobFailure: JobFailure;
  JobProgress: JobProgress;
  JobShard: JobShard;
  LabelProbability: LabelProbability;
  LatentDirection: LatentDirection;
  LatentDirections: LatentDirections;
  Model: Model;
  ModelStatus: ModelStatus;
  Mutation: Mutation;
  NetworkStatus: NetworkStatus;
  Point: Point;
  Quantiles: Quantiles;
  Query: Query;
  RefusedBundle: RefusedBundle;
  ReportFile: ReportFile;
  ServerStatus: ServerStatus;
  Subscription: Subscription;
}

/** Arguments of every field that takes some. */
export interface Arguments {
  Face: {
    expression: {
      /** Left out: the one that `classifyExpression` uses. */
      readonly model?: string | null | undefined;
      /** Left out: the model's first. */
      readonly classifier?: string | null | undefined;
      /** True answers for a face that is too small, blurred, turned away or uncertain as well. */
      readonly force?: boolean | null | undefined;
    };
    encoding: {
      readonly model?: string | null | undefined;
    };
    augment: {
      /** Left out: the face's own expression, when the model has it. */
      readonly class?: string | null | undefined;
      /** Scale of the class's covariance, 0 to 4. */
      readonly s?: number | null | undefined;
      /** How many images, 1 to 64. */
      readonly n?: number | null | undefined;
      /** Left out: a random one, which the answer holds. */
      readonly seed?: number | string | null | undefined;
      /** Left out: the first that generates. */
      readonly model?: string | null | undefined;
    };
  };
  GeneratedImage: {
    base64: {
      readonly format?: ImageFormat | null | undefined;
    };
    dataUrl: {
      readonly format?: ImageFormat | null | undefined;
    };
    url: {
      /** Seconds, 1 to 604,800. */
      readonly expiresIn?: number | null | undefined;
      readonly format?: ImageFormat | null | undefined;
    };
  };
  JobShard: {
    url: {
      /** Seconds, 1 to 604,800. */
      readonly expiresIn?: number | null | undefined;
    };
  };
  Model: {
    latentDirections: {
      /** One of the model's labels. */
      readonly class: string;
      /** How many directions, 1 to 64. */
      readonly k?: number | null | undefined;
    };
    report: {
      readonly name?: string | null | undefined;
    };
  };
  Mutation: {
    loadModel: {
      readonly version: string;
      readonly name: string;
    };
    unloadModel: {
      /** name@version. */
      readonly id: string;
    };
    promoteModel: {
      readonly alias?: string | null | undefined;
      readonly version: string;
      readonly name: string;
    };
    rollbackModel: {
      readonly alias?: string | null | undefined;
      readonly name: string;
    };
    startAugmentation: {
      /** 1 to 200 characters of your choice: asked again with the same key and input, the same job is answered. */
      readonly idempotencyKey?: string | null | undefined;
      readonly input: AugmentationInput;
    };
    cancelJob: {
      readonly id: string;
    };
    resumeJob: {
      readonly id: string;
    };
    deleteJob: {
      readonly id: string;
    };
  };
  Query: {
    model: {
      readonly id?: string | null | undefined;
    };
    augment: {
      /** One of the model's labels. */
      readonly class: string;
      /** Scale of the class's covariance, 0 to 4. */
      readonly s?: number | null | undefined;
      /** How many images, 1 to 64. */
      readonly n?: number | null | undefined;
      /** Left out: a random one, which the answer holds. */
      readonly seed?: number | string | null | undefined;
      /** An image to vary, of this class. */
      readonly source?: ImageInput | null | undefined;
      readonly model?: string | null | undefined;
      /** Milliseconds after which the answer is of no use: the field then fails with DEADLINE_EXCEEDED, and what is still queued is not computed. */
      readonly deadlineMs?: number | null | undefined;
    };
    classifyExpression: {
      readonly image: ImageInput;
      readonly model?: string | null | undefined;
      /** Left out: the model's first. */
      readonly classifier?: string | null | undefined;
      /** Milliseconds after which the answer is of no use: the field then fails with DEADLINE_EXCEEDED, and what is still queued is not computed. */
      readonly deadlineMs?: number | null | undefined;
    };
    classifyExpressions: {
      readonly images: readonly ImageInput[];
      readonly model?: string | null | undefined;
      /** Left out: the model's first. */
      readonly classifier?: string | null | undefined;
      /** Milliseconds after which the answer is of no use: the field then fails with DEADLINE_EXCEEDED, and what is still queued is not computed. */
      readonly deadlineMs?: number | null | undefined;
    };
    decode: {
      readonly latents: readonly (string | readonly number[] | Float32Array)[];
      readonly model?: string | null | undefined;
      /** Milliseconds after which the answer is of no use: the field then fails with DEADLINE_EXCEEDED, and what is still queued is not computed. */
      readonly deadlineMs?: number | null | undefined;
    };
    encode: {
      readonly images: readonly ImageInput[];
      readonly model?: string | null | undefined;
      /** Milliseconds after which the answer is of no use: the field then fails with DEADLINE_EXCEEDED, and what is still queued is not computed. */
      readonly deadlineMs?: number | null | undefined;
    };
    estimate: {
      /** Of images. */
      readonly model?: string | null | undefined;
      /** Of images. */
      readonly format?: ImageFormat | null | undefined;
      readonly images?: number | null | undefined;
      readonly augmentation?: AugmentationInput | null | undefined;
    };
    faces: {
      /** A photograph; it has no use for a faceBox. */
      readonly image: ImageInput;
      /** The model that finds faces. Left out: the first that can. */
      readonly finder?: string | null | undefined;
      /** At most so many, the most certain ones; 1 to 64. */
      readonly first?: number | null | undefined;
    };
    job: {
      readonly id: string;
    };
    jobs: {
      /** A job's id: those older than it. */
      readonly after?: string | null | undefined;
      /** How many, 1 to 100. */
      readonly first?: number | null | undefined;
    };
  };
  Subscription: {
    augmentedBatches: {
      /** Left out: the model's tail classes. */
      readonly classes?: readonly string[] | null | undefined;
      /** Scale of the class's covariance, 0 to 4. */
      readonly s?: number | null | undefined;
      /** 1 to 64. */
      readonly batchSize?: number | null | undefined;
      /** Images, 1 to 100000, counted from the stream's beginning also when it is resumed. */
      readonly total?: number | null | undefined;
      /** Left out: a random one, which the cursors hold. */
      readonly seed?: number | string | null | undefined;
      /** Continues behind the batch with this cursor. */
      readonly after?: string | null | undefined;
      readonly model?: string | null | undefined;
    };
    jobProgress: {
      readonly id: string;
    };
  };
}

/** Types that an operation starts from. */
export type Root = "Query" | "Mutation" | "Subscription";

/** Of each type, the fields that lead to another type or take arguments: that type's name, and the arguments' types. */
export const FIELDS: Readonly<
  Record<string, Readonly<Record<string, readonly [type: string | undefined, args: Readonly<Record<string, string>>]>>>
> = {
  Augmentation: {
    images: ["GeneratedImage", {  }],
  },
  AugmentedBatch: {
    images: ["GeneratedImage", {  }],
  },
  Classification: {
    probabilities: ["LabelProbability", {  }],
    faceBox: ["Box", {  }],
  },
  ClassificationResult: {
    classification: ["Classification", {  }],
    error: ["ImageFailure", {  }],
  },
  Estimate: {
    classes: ["ClassCount", {  }],
  },
  Face: {
    box: ["Box", {  }],
    landmarks: ["Point", {  }],
    quality: ["FaceQuality", {  }],
    abstention: ["Abstention", {  }],
    expression: ["Classification", { model: "ID", classifier: "String", force: "Boolean" }],
    encoding: ["Encoding", { model: "ID" }],
    augment: ["Augmentation", { class: "String", s: "Float", n: "Int", seed: "Seed", model: "ID" }],
  },
  GeneratedImage: {
    base64: [undefined, { format: "ImageFormat" }],
    dataUrl: [undefined, { format: "ImageFormat" }],
    url: [undefined, { expiresIn: "Int", format: "ImageFormat" }],
  },
  Job: {
    progress: ["JobProgress", {  }],
    classes: ["JobClass", {  }],
    error: ["JobFailure", {  }],
    shards: ["JobShard", {  }],
  },
  JobShard: {
    url: [undefined, { expiresIn: "Int" }],
  },
  LatentDirections: {
    directions: ["LatentDirection", {  }],
  },
  Model: {
    classCounts: ["ClassCount", {  }],
    latentDirections: ["LatentDirections", { class: "String!", k: "Int" }],
    report: ["ReportFile", { name: "String" }],
  },
  ModelStatus: {
    networks: ["NetworkStatus", {  }],
  },
  Mutation: {
    loadModel: ["Model", { version: "String!", name: "String!" }],
    unloadModel: ["Model", { id: "ID!" }],
    promoteModel: ["Model", { alias: "String", version: "String!", name: "String!" }],
    rollbackModel: ["Model", { alias: "String", name: "String!" }],
    startAugmentation: ["Job", { idempotencyKey: "String", input: "AugmentationInput!" }],
    cancelJob: ["Job", { id: "ID!" }],
    resumeJob: ["Job", { id: "ID!" }],
    deleteJob: [undefined, { id: "ID!" }],
  },
  NetworkStatus: {
    batchSizes: ["BatchSize", {  }],
    wait: ["Quantiles", {  }],
    run: ["Quantiles", {  }],
  },
  Query: {
    models: ["Model", {  }],
    model: ["Model", { id: "ID" }],
    augment: ["Augmentation", { class: "String!", s: "Float", n: "Int", seed: "Seed", source: "ImageInput", model: "ID", deadlineMs: "Int" }],
    classifyExpression: ["Classification", { image: "ImageInput!", model: "ID", classifier: "String", deadlineMs: "Int" }],
    classifyExpressions: ["ClassificationResult", { images: "[ImageInput!]!", model: "ID", classifier: "String", deadlineMs: "Int" }],
    decode: ["GeneratedImage", { latents: "[Latent!]!", model: "ID", deadlineMs: "Int" }],
    encode: ["Encoding", { images: "[ImageInput!]!", model: "ID", deadlineMs: "Int" }],
    estimate: ["Estimate", { model: "ID", format: "ImageFormat", images: "Int", augmentation: "AugmentationInput" }],
    faces: ["Face", { image: "ImageInput!", finder: "ID", first: "Int" }],
    job: ["Job", { id: "ID!" }],
    jobs: ["Job", { after: "ID", first: "Int" }],
    status: ["ServerStatus", {  }],
  },
  ServerStatus: {
    models: ["ModelStatus", {  }],
    refused: ["RefusedBundle", {  }],
  },
  Subscription: {
    augmentedBatches: ["AugmentedBatch", { classes: "[String!]", s: "Float", batchSize: "Int", total: "Int", seed: "Seed", after: "Cursor", model: "ID" }],
    jobProgress: ["Job", { id: "ID!" }],
  },
};
