interface Props {
  count: number;
  label: string;
  faces: readonly string[];
  originals: readonly string[] | undefined;
  stale: boolean;
}

/** Faces in their places, each beside its source; an empty place waits for its face. */
export function FaceGrid({ count, label, faces, originals, stale }: Props) {
  return (
    <ul class={originals ? "faces pairs" : "faces"} aria-busy={stale}>
      {Array.from({ length: count }, (_, i) => (
        <li key={i}>
          {originals && <Face url={originals[i]} alt={`Source ${i + 1}`} kind="source" />}
          <Face url={faces[i]} alt={`Generated ${label} ${i + 1}`} kind="made" />
        </li>
      ))}
    </ul>
  );
}

function Face({ url, alt, kind }: { url: string | undefined; alt: string; kind: "source" | "made" }) {
  return url ? <img class={kind} src={url} alt={alt} /> : <span class={`${kind} empty`} />;
}
