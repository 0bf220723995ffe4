import type { Model } from "../state/models.js";

interface Props {
  model: Model;
  value: string;
  onChange: (label: string) => void;
  legend?: string;
  name?: string;
}

/** One of the model's classes; the rare ones are marked. */
export function ClassPicker({ model, value, onChange, legend = "Expression", name = "class" }: Props) {
  return (
    <fieldset class="chips">
      <legend>{legend}</legend>
      {model.classCounts.map(({ label, count }) => (
        <label key={label} class="chip" title={`${count.toLocaleString("en")} training images`}>
          <input type="radio" name={name} checked={label === value} onChange={() => onChange(label)} />
          <span>
            {label}
            {model.tailClasses.includes(label) && <small> rare</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
