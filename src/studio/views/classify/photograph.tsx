import { useState } from "preact/hooks";
import { percent } from "../../parts/percent.js";
import type { Finding, FoundFace } from "./describe.js";

/** The image, with a box around each face. */
export function Photograph({ url, finding, busy }: { url: string; finding: Finding | undefined; busy: boolean }) {
  const [size, setSize] = useState<{ url: string; width: number; height: number }>();
  const { width, height } = size?.url === url ? size : { width: 0, height: 0 };
  return (
    <div class={busy ? "photograph busy" : "photograph"}>
      <img
        src={url}
        alt={finding ? altOf(finding) : "Your image"}
        class={width > 0 && width < 200 ? "small" : undefined}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setSize({ url, width: naturalWidth, height: naturalHeight })
        }
      />
      {finding && width > 0 && (
        <div class="boxes" aria-hidden="true">
          {finding.faces.map((face, i) => (
            <FaceBox
              key={i}
              face={face}
              width={width}
              height={height}
              number={finding.faces.length > 1 ? i + 1 : undefined}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface BoxProps {
  face: FoundFace;
  width: number;
  height: number;
  number: number | undefined;
}

function FaceBox({ face: { box, probabilities }, width, height, number }: BoxProps) {
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  const best = probabilities?.[0];
  return (
    <div
      class={best ? "face-box" : "face-box unsure"}
      style={{
        left: share(box.x, width),
        top: share(box.y, height),
        width: share(box.width, width),
        height: share(box.height, height),
      }}
    >
      <span class={box.y < height * 0.08 ? "inside" : undefined}>
        {number !== undefined && <b>{number}</b>} {best ? `${best.label} ${percent(best.probability)}` : "not named"}
      </span>
    </div>
  );
}

function altOf({ faces }: Finding): string {
  const names = faces.map(({ probabilities }) => probabilities?.[0]?.label ?? "an expression that was not named");
  return faces.length === 0 ? "Your image; no face was found" : `Your image; visible: ${names.join(", ")}`;
}
