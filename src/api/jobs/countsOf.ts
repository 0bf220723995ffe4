import { countsToBalance, type LabelCount } from "../../jobs/plan/countsToBalance.js";
import { ArgumentOutOfRangeError } from "../../serving/errors/argumentOutOfRangeError.js";
import type { ServedModel } from "../../serving/models/servedModel.js";
import { checkInteger } from "../limits/checkInteger.js";
import type { AugmentationInput } from "../types/jobs/augmentationInput.js";
import type { BalanceInput } from "../types/jobs/balanceInput.js";

/** No Int is larger. */
const MOST = 2 ** 31 - 1;

/** How many images of which class an input asks for. @throws ArgumentOutOfRangeError, UnknownClassError */
export function countsOf(
  { classes, balance }: AugmentationInput,
  model: ServedModel,
): (LabelCount & { s?: number | null | undefined })[] {
  if ((classes == null) === (balance == null)) {
    throw new ArgumentOutOfRangeError("input", "one that has either classes or balance", classes ? "both" : "neither");
  }
  if (balance != null) return balanced(balance, model);
  const named = distinct(
    "classes",
    classes!.map((one) => one.class),
    model,
  );
  return classes!.map(({ count, s }, i) => ({ label: named[i]!, count: checkInteger("count", count, 1, MOST), s }));
}

function balanced({ count, ratio, existing, classes }: BalanceInput, model: ServedModel): LabelCount[] {
  const { labels, classCounts } = model.manifest;
  if (count != null && ratio != null) {
    throw new ArgumentOutOfRangeError("balance", "one that has either count or ratio", "both");
  }
  if (ratio != null && !(ratio > 0 && ratio <= 100)) {
    throw new ArgumentOutOfRangeError("ratio", "a number above 0, up to 100", ratio);
  }
  const there =
    existing == null
      ? labels.map((label, i) => ({ label, count: classCounts[i]! }))
      : distinct(
          "existing",
          existing.map((one) => one.class),
          model,
        ).map((label, i) => ({
          label,
          count: checkInteger("count", existing[i]!.count, 0, MOST),
        }));
  const target = count == null ? { ratio: ratio ?? 1 } : { count: checkInteger("count", count, 1, MOST) };
  return countsToBalance(there, classes == null ? labels : distinct("classes", classes, model), target);
}

/** Labels of the model, each once. */
function distinct(argument: string, names: readonly string[], model: ServedModel): string[] {
  const labels = names.map((name) => model.classNamed(name));
  if (labels.length === 0) throw new ArgumentOutOfRangeError(argument, "a list that is not empty", "an empty one");
  const twice = labels.find((label, i) => labels.indexOf(label) !== i);
  if (twice !== undefined)
    throw new ArgumentOutOfRangeError(argument, "a list that names each class once", `"${twice}" twice`);
  return labels;
}
