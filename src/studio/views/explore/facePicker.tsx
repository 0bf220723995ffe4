import { useEffect, useState } from "preact/hooks";
import { ErrorBox } from "../../parts/errorBox.js";
import { useModel } from "../../state/models.js";
import { useAnswer } from "../../state/useAnswer.js";
import { type Face, facesOf } from "./faceOf.js";

interface Props {
  legend: string;
  name: string;
  first: string;
  seed: number;
  value: Face | undefined;
  onChange: (face: Face) => void;
}

/** A class, and one of eight of its faces. */
export function FacePicker({ legend, name, first, seed, value, onChange }: Props) {
  const model = useModel();
  const [label, setLabel] = useState(first);
  const faces = useAnswer((signal) => facesOf(label, 8, seed, model.id, signal), [label, seed, model.id]);
  useEffect(() => {
    const [face] = faces.value ?? [];
    if (face) onChange(face);
  }, [faces.value]);
  if (faces.error !== undefined) return <ErrorBox error={faces.error} again={faces.again} />;
  return (
    <fieldset class="face-picker">
      <legend>{legend}</legend>
      <select
        aria-label={`${legend}: expression`}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      >
        {model.labels.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <div class="thumbs">
        {(faces.value ?? []).map((face, i) => (
          <label key={face.url} class="thumb">
            <input
              type="radio"
              name={name}
              checked={face === value}
              onChange={() => onChange(face)}
              aria-label={`${face.label} ${i + 1}`}
            />
            <img src={face.url} alt="" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
