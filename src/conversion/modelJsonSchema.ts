import { z } from "zod";

/** Bytes per element as they are stored; a quantised weight has the type that it was quantised to. */
export const STORED_BYTES = { float32: 4, int32: 4, bool: 1, float16: 2, uint16: 2, uint8: 1 } as const;

const quantization = z.discriminatedUnion("dtype", [
  z.object({
    dtype: z.enum(["uint8", "uint16"]),
    scale: z.number(),
    min: z.number(),
    original_dtype: z.enum(["float32", "int32"]).optional(),
  }),
  z.object({ dtype: z.literal("float16"), original_dtype: z.enum(["float32", "int32"]).optional() }),
]);

const weight = z.object({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  dtype: z.enum(["float32", "int32", "bool"]),
  quantization: quantization.optional(),
});

const graphNode = z.looseObject({ name: z.string(), op: z.string() });

/**
 * `model.json` as TensorFlow.js and its converter write it (tfjs-core/src/io/types.ts, 4.22): the parts that are read here. The topologies
 * themselves are read by TensorFlow.js.
 */
export const modelJsonSchema = z.object({
  format: z.enum(["layers-model", "graph-model"]).optional(),
  modelTopology: z.looseObject({
    node: z.array(graphNode).optional(),
    library: z
      .looseObject({ function: z.array(z.looseObject({ nodeDef: z.array(graphNode).optional() })).optional() })
      .nullish(),
  }),
  weightsManifest: z.array(z.object({ paths: z.array(z.string().min(1)), weights: z.array(weight) })),
  signature: z.looseObject({}).nullish(),
  userDefinedMetadata: z.looseObject({}).nullish(),
  modelInitializer: z.looseObject({}).nullish(),
  initializerSignature: z.looseObject({}).nullish(),
});

export type ModelJson = z.infer<typeof modelJsonSchema>;
export type StoredWeight = z.infer<typeof weight>;
