import { extensionOf, type Layout, recipeOf } from "./layout.js";

/**
 * WebDataset: the files of one sample stand together and share the name before the first dot. `.cls` is the number of the class in the order of
 * the model's labels, `.json` the recipe with the label.
 */
export const webDatasetLayout: Layout = {
  // Every file of a shard belongs to a sample: loaders take anything else for a broken one.
  preface: () => [],
  entries: (plan, sample, image) => {
    const key = String(sample.number).padStart(6, "0");
    return [
      { name: `${key}.${extensionOf(plan)}`, bytes: image },
      { name: `${key}.cls`, bytes: Buffer.from(String(plan.labels.indexOf(sample.label))) },
      { name: `${key}.json`, bytes: Buffer.from(JSON.stringify(recipeOf(plan, sample))) },
    ];
  },
};
