/** The mark beside the name: a face of which one half is another expression. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" stroke-width="2.6" stroke-linecap="round">
        <path d="M8 18.500c1.6 4.6 4.4 6.5 8 6.500s6.4-1.9 8-6.500M18.5 12h4" />
        <circle cx="11.5" cy="12" r=".8" />
      </g>
    </svg>
  );
}
