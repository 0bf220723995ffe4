import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { AdminResolver } from "./resolvers/adminResolver.js";
import { AugmentedBatchesResolver } from "./resolvers/augmentedBatchesResolver.js";
import { AugmentResolver } from "./resolvers/augmentResolver.js";
import { ClassifyResolver } from "./resolvers/classifyResolver.js";
import { DecodeResolver } from "./resolvers/decodeResolver.js";
import { EncodeResolver } from "./resolvers/encodeResolver.js";
import { EstimateResolver } from "./resolvers/estimateResolver.js";
import { FaceResolver } from "./resolvers/faceResolver.js";
import { FacesResolver } from "./resolvers/facesResolver.js";
import { GeneratedImageResolver } from "./resolvers/generatedImageResolver.js";
import { JobFilesResolver } from "./resolvers/jobFilesResolver.js";
import { JobShardResolver } from "./resolvers/jobShardResolver.js";
import { JobsResolver } from "./resolvers/jobsResolver.js";
import { ModelResolver } from "./resolvers/modelResolver.js";
import { ModelsResolver } from "./resolvers/modelsResolver.js";
import { ReportFileResolver } from "./resolvers/reportFileResolver.js";
import { StatusResolver } from "./resolvers/statusResolver.js";

// type-graphql asks for one as soon as there is a subscription; each of ours brings its own stream.
const noPubSub = {
  publish() {},
  subscribe: (): never => {
    throw new Error("No topic is published. This is a bug in semblance.");
  },
};

/** The schema, printed in `schema/schema.graphql`. */
export function createSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      ModelsResolver,
      AdminResolver,
      ModelResolver,
      ReportFileResolver,
      StatusResolver,
      ClassifyResolver,
      EncodeResolver,
      DecodeResolver,
      AugmentResolver,
      GeneratedImageResolver,
      AugmentedBatchesResolver,
      JobsResolver,
      JobFilesResolver,
      JobShardResolver,
      EstimateResolver,
      FacesResolver,
      FaceResolver,
    ],
    pubSub: noPubSub,
    // Arguments are checked where they are used, with the codes of docs/errors.md.
    validate: false,
  });
}
