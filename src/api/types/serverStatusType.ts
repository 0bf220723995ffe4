import { Field, Float, ID, Int, ObjectType } from "type-graphql";

@ObjectType("Quantiles", { description: "Of the last minute, in milliseconds." })
export class QuantilesType {
  @Field(() => Float) median!: number;
  @Field(() => Float, { description: "95 of 100 were not slower." }) p95!: number;
}

@ObjectType("BatchSize", { description: "How many batches of the last minute had so many rows." })
export class BatchSizeType {
  @Field(() => Int) rows!: number;
  @Field(() => Int) count!: number;
}

@ObjectType("NetworkStatus", { description: "One network of a model, in the last minute." })
export class NetworkStatusType {
  @Field(() => String, { description: "encoder, decoder, or classifier:<id>." }) network!: string;
  @Field(() => Int, { description: "Images or latents that wait now." }) waiting!: number;
  @Field(() => Int, { description: "Images or latents that were answered." }) rows!: number;
  @Field(() => Int, { description: "Refused, late, cancelled or failed." }) unanswered!: number;
  @Field(() => [BatchSizeType]) batchSizes!: readonly BatchSizeType[];
  @Field(() => QuantilesType, { nullable: true, description: "In the queue; none when nothing came." })
  wait?: QuantilesType | undefined;
  @Field(() => QuantilesType, { nullable: true, description: "A batch in the runner; none when nothing came." })
  run?: QuantilesType | undefined;
}

@ObjectType("ModelStatus", { description: "One model and what its networks do." })
export class ModelStatusType {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true, description: "The provider that computes." }) device?: string;
  @Field(() => Boolean) ready!: boolean;
  @Field(() => String, { nullable: true }) notReady?: string;
  @Field(() => [NetworkStatusType]) networks!: NetworkStatusType[];
}

@ObjectType("RefusedBundle", { description: "A bundle that failed a check, and is not served." })
export class RefusedBundleType {
  @Field(() => String, { description: "name@version." }) bundle!: string;
  @Field(() => String, { description: "An error code, see docs/errors.md." }) code!: string;
  @Field(() => String) reason!: string;
}

@ObjectType("ServerStatus", { description: "What the server is doing; /metrics has it for machines." })
export class ServerStatusType {
  @Field(() => Float) uptimeSeconds!: number;
  @Field(() => [ModelStatusType]) models!: ModelStatusType[];
  @Field(() => [RefusedBundleType]) refused!: readonly RefusedBundleType[];
}
