// Written by `npm run client` from schema/schema.graphql: change the schema, then run it again.

/** PNG and WEBP keep every pixel as it was generated; JPEG does not. */
export type ImageFormat = "PNG" | "WEBP" | "JPEG";

/** A rectangle in pixels of the upright image (after EXIF orientation), origin at the top left. */
export interface BoxInput {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
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
}

/** Why one image of a list has no answer. */
export interface ImageFailure {
  readonly __typename?: "ImageFailure";
  /** A stable code, such as UNDECODABLE_IMAGE. */
  readonly code: string;
  readonly message: string;
}

/** One class and how probable the classifier finds it. */
export interface LabelProbability {
  readonly __typename?: "LabelProbability";
  readonly label: string;
  /** 0 to 1; those of one image sum to 1. */
  readonly probability: number;
}

/** A model that this server serves: encoder, decoder, class statistics and classifiers. */
export interface Model {
  readonly __typename?: "Model";
  /** name@version. Wherever a model is asked for, the name alone means its newest version. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** The classes, in the order of the training data. */
  readonly labels: readonly string[];
  /** Width and height, in pixels, of what it reads and generates. */
  readonly imageSize: number;
  /** Numbers of a latent. */
  readonly latentSize: number;
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
  readonly ready: boolean;
  /** Why it is not ready. */
  readonly notReady: string | null;
}

export interface Query {
  readonly __typename?: "Query";
  /** New images of a class: the encoding of a source image moved along the class's covariance, and decoded. Without a source, each image starts from a training image of the class. */
  readonly augment: Augmentation;
  /** Classifies the visible expression of one face. */
  readonly classifyExpression: Classification;
  /** Classifies 1 to 64 faces; an image that fails spoils only its own entry. */
  readonly classifyExpressions: readonly ClassificationResult[];
  /** Decodes 1 to 64 latents to images. */
  readonly decode: readonly GeneratedImage[];
  /** Encodes 1 to 64 images; one that fails fails the field. */
  readonly encode: readonly Encoding[];
  /** Every model that this server serves. */
  readonly models: readonly Model[];
  /** One model; without an id, the default one. */
  readonly model: Model | null;
}

export interface Subscription {
  readonly __typename?: "Subscription";
  /** Generated images, class after class, at the reader's pace. Image i is the one that `augment` gives for its class and the same s, seed and index. */
  readonly augmentedBatches: AugmentedBatch;
}

/** Every type that can be selected from, by its name. */
export interface Objects {
  Augmentation: Augmentation;
  AugmentedBatch: AugmentedBatch;
  ClassCount: ClassCount;
  Classification: Classification;
  ClassificationResult: ClassificationResult;
  Encoding: Encoding;
  GeneratedImage: GeneratedImage;
  ImageFailure: ImageFailure;
  LabelProbability: LabelProbability;
  Model: Model;
  Query: Query;
  Subscription: Subscription;
}

/** Arguments of every field that takes some. */
export interface Arguments {
  GeneratedImage: {
    base64: {
      readonly format?: ImageFormat | null | undefined;
    };
    dataUrl: {
      readonly format?: ImageFormat | null | undefined;
    };
  };
  Query: {
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
    };
    classifyExpression: {
      readonly image: ImageInput;
      readonly model?: string | null | undefined;
      /** Left out: the model's first. */
      readonly classifier?: string | null | undefined;
    };
    classifyExpressions: {
      readonly images: readonly ImageInput[];
      readonly model?: string | null | undefined;
      /** Left out: the model's first. */
      readonly classifier?: string | null | undefined;
    };
    decode: {
      readonly latents: readonly (string | readonly number[] | Float32Array)[];
      readonly model?: string | null | undefined;
    };
    encode: {
      readonly images: readonly ImageInput[];
      readonly model?: string | null | undefined;
    };
    model: {
      readonly id?: string | null | undefined;
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
  };
}

/** Types that an operation starts from. */
export type Root = "Query" | "Subscription";

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
  },
  ClassificationResult: {
    classification: ["Classification", {  }],
    error: ["ImageFailure", {  }],
  },
  GeneratedImage: {
    base64: [undefined, { format: "ImageFormat" }],
    dataUrl: [undefined, { format: "ImageFormat" }],
  },
  Model: {
    classCounts: ["ClassCount", {  }],
  },
  Query: {
    augment: ["Augmentation", { class: "String!", s: "Float", n: "Int", seed: "Seed", source: "ImageInput", model: "ID" }],
    classifyExpression: ["Classification", { image: "ImageInput!", model: "ID", classifier: "String" }],
    classifyExpressions: ["ClassificationResult", { images: "[ImageInput!]!", model: "ID", classifier: "String" }],
    decode: ["GeneratedImage", { latents: "[Latent!]!", model: "ID" }],
    encode: ["Encoding", { images: "[ImageInput!]!", model: "ID" }],
    models: ["Model", {  }],
    model: ["Model", { id: "ID" }],
  },
  Subscription: {
    augmentedBatches: ["AugmentedBatch", { classes: "[String!]", s: "Float", batchSize: "Int", total: "Int", seed: "Seed", after: "Cursor", model: "ID" }],
  },
};
