import { Field, ObjectType, registerEnumType } from "type-graphql";

export enum AbstentionReasonEnum {
  TOO_SMALL = "TOO_SMALL",
  BLURRED = "BLURRED",
  TURNED_AWAY = "TURNED_AWAY",
  UNCERTAIN = "UNCERTAIN",
}

registerEnumType(AbstentionReasonEnum, {
  name: "AbstentionReason",
  description: "Why a face is not judged.",
  valuesConfig: {
    UNCERTAIN: { description: "It may not be a whole face." },
  },
});

@ObjectType("Abstention", { description: "Why a face is not judged: no answer is better than a guess." })
export class AbstentionType {
  @Field(() => AbstentionReasonEnum) reason!: AbstentionReasonEnum;
  @Field(() => String, { description: "What was expected and what was seen." }) message!: string;
}
