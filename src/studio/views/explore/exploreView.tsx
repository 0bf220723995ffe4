import { useEffect, useState } from "preact/hooks";
import { useModel } from "../../state/models.js";
import { keepInAddress } from "../../state/route.js";
import { Between } from "./between.js";
import { Directions } from "./directions.js";

const MODES = { directions: "Walk along directions", between: "Between two faces" } as const;
type Mode = keyof typeof MODES;

/** What a class's faces differ in, and what lies between two faces. */
export function ExploreView({ params }: { params: URLSearchParams }) {
  const model = useModel();
  const [mode, setMode] = useState<Mode>(params.get("mode") === "between" ? "between" : "directions");
  const asked = params.get("class") ?? "";
  const [label, setLabel] = useState(model.labels.includes(asked) ? asked : (model.labels[0] ?? ""));
  useEffect(() => keepInAddress("explore", { mode, class: label }), [mode, label]);
  return (
    <>
      <div class="title-row">
        <h1>Explore</h1>
        <fieldset class="segments">
          <legend class="hidden">What to explore</legend>
          {Object.entries(MODES).map(([key, name]) => (
            <label key={key}>
              <input type="radio" name="mode" checked={mode === key} onChange={() => setMode(key as Mode)} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {mode === "directions" ? <Directions label={label} onLabel={setLabel} /> : <Between label={label} />}
    </>
  );
}
