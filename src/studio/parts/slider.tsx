import { useId } from "preact/hooks";

interface Props {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onInput: (value: number) => void;
  text?: string;
  hint?: string;
}

/** A range with its name and value. */
export function Slider({ label, value, min, max, step, onInput, text, hint }: Props) {
  const id = useId();
  return (
    <div class="slider">
      <div class="slider-head">
        <label for={id}>{label}</label>
        <span class="slider-value" aria-hidden="true">
          {text ?? value}
        </span>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(event) => onInput(event.currentTarget.valueAsNumber)}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
