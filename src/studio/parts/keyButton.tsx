import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icon.js";
import { KeyForm } from "./keyForm.js";

/** Opens the form for an API key. */
export function KeyButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <>
      <button type="button" class="icon" aria-label="API key" title="API key" onClick={() => setOpen(true)}>
        <Icon name="key" />
      </button>
      <dialog ref={dialog} aria-labelledby="key-title" onClose={() => setOpen(false)}>
        {open && (
          <>
            <h2 id="key-title">API key</h2>
            <KeyForm onDone={() => location.reload()} />
            <button type="button" onClick={() => setOpen(false)}>
              Cancel
            </button>
          </>
        )}
      </dialog>
    </>
  );
}
