import { useState } from "preact/hooks";
import { fromBase64 } from "../../../client/index.js";
import { Icon } from "../../parts/icon.js";
import { client } from "../../state/client.js";
import type { Model } from "../../state/models.js";
import type { Recipe } from "./recipe.js";
import { zip } from "./zip.js";

/** Saves the faces as PNG files in a folder named after their class, with the recipe that makes them again. */
export function DownloadButton({ model, recipe, disabled }: { model: Model; recipe: Recipe; disabled: boolean }) {
  const [state, setState] = useState<"busy" | "failed">();
  const download = async () => {
    setState("busy");
    try {
      save(await archive(model, recipe), `${recipe.class}-${recipe.seed}.zip`);
      setState(undefined);
    } catch {
      setState("failed");
    }
  };
  return (
    <button type="button" class="primary" disabled={disabled || state === "busy"} onClick={download}>
      <Icon name="download" />
      <span aria-live="polite">{state === "failed" ? "Failed, try again" : "Download ZIP"}</span>
    </button>
  );
}

async function archive(model: Model, recipe: Recipe): Promise<Blob> {
  const { class: label, s, n, seed } = recipe;
  const { augment } = await client.query({
    augment: {
      $: { class: label, s, n, seed, model: model.id },
      images: { index: true, base64: { $: { format: "PNG" } } },
    },
  });
  const about = { model: model.id, digest: model.digest, ...recipe, synthetic: true };
  return zip([
    { name: "recipe.json", bytes: new TextEncoder().encode(`${JSON.stringify(about, null, 2)}\n`) },
    ...(augment?.images ?? []).map(({ index, base64 }) => ({
      name: `${label}/${String(index).padStart(3, "0")}.png`,
      bytes: fromBase64(base64),
    })),
  ]);
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
