import { useState } from "preact/hooks";
import { Icon } from "./icon.js";

/** Copies a text, and says that it did. */
export function CopyButton({
  text,
  label = "Copy",
  icon = "copy",
}: {
  text: () => string;
  label?: string;
  icon?: "copy" | "link";
}) {
  const [said, setSaid] = useState<string>();
  return (
    <button
      type="button"
      onClick={async () => {
        const done = await copy(text()).then(
          () => "Copied",
          () => "Not allowed",
        );
        setSaid(done);
        setTimeout(() => setSaid(undefined), 1600);
      }}
    >
      <Icon name={icon} />
      <span aria-live="polite">{said ?? label}</span>
    </button>
  );
}

async function copy(text: string): Promise<void> {
  // Over plain HTTP from another machine, browsers have no clipboard.
  if (!navigator.clipboard) throw new Error("no clipboard");
  await navigator.clipboard.writeText(text);
}
