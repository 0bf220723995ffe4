import { Field, Int, ObjectType } from "type-graphql";
import { CursorScalar } from "../scalars/cursorScalar.js";
import { GeneratedImageType } from "./generatedImageType.js";

@ObjectType("AugmentedBatch", { description: "One step of a stream of generated images." })
export class AugmentedBatchType {
  @Field(() => Int, { description: "Counted from the beginning of the stream, from 0." }) index!: number;
  @Field(() => CursorScalar, { description: "Give this as `after` to continue behind this batch." }) cursor!: string;
  @Field(() => [GeneratedImageType]) images!: readonly GeneratedImageType[];
}
