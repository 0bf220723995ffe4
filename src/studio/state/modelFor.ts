import type { Model } from "./models.js";
import type { View } from "./route.js";

/** The models that a view can show something of. */
export function modelsFor(view: View, models: readonly Model[]): readonly Model[] {
  if (view === "augment" || view === "explore") return models.filter(({ abilities }) => abilities.includes("GENERATE"));
  if (view === "classify") return models.filter(({ abilities }) => abilities.includes("CLASSIFY"));
  return models;
}

/** The model that was chosen, where the view can show it; else the one that it is best begun with: for photographs one that finds faces. */
export function modelFor(view: View, models: readonly Model[], chosen: string | undefined): Model | undefined {
  const possible = modelsFor(view, models);
  const best = view === "classify" ? "FIND_FACES" : "GENERATE";
  return (
    possible.find(({ id }) => id === chosen) ??
    possible.find(({ abilities }) => abilities.includes(best)) ??
    possible[0]
  );
}
