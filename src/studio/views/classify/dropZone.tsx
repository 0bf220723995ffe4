import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../parts/icon.js";

/** Takes an image by choosing it, or by dropping it anywhere on the page. */
export function DropZone({ onFile }: { onFile: (file: Blob) => void }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
      event.preventDefault();
      setOver(event.type === "dragover");
      const file = event.type === "drop" ? event.dataTransfer?.files[0] : undefined;
      if (file) onFile(file);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    addEventListener("dragover", drag);
    addEventListener("drop", drag);
    addEventListener("dragleave", leave);
    return () => {
      removeEventListener("dragover", drag);
      removeEventListener("drop", drag);
      removeEventListener("dragleave", leave);
    };
  }, [onFile]);
  return (
    <label class={over ? "drop over" : "drop"}>
      <Icon name="image" />
      <span>
        <strong>Choose a photograph</strong>
        <br />
        or drop it, or paste it
      </span>
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
