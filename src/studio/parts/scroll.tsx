import type { ComponentChildren } from "preact";

/** Something wide that scrolls by itself; by keyboard too, which is why it takes the focus. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
