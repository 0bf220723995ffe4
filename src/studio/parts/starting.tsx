/** While the server verifies and warms its models. */
export function Starting({ why }: { why?: string | null | undefined }) {
  return (
    <section class="box" role="status">
      <h2>{why ? "The model is getting ready" : "Asking the server"}</h2>
      <p>{why ? `${why.charAt(0).toUpperCase()}${why.slice(1)}.` : "One moment."}</p>
      <progress aria-label="Getting ready" />
    </section>
  );
}
