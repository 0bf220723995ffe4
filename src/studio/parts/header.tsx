import type { Model } from "../state/models.js";
import { hrefOf, VIEWS, type View } from "../state/route.js";
import { useTheme } from "../state/theme.js";
import { Icon } from "./icon.js";
import { KeyButton } from "./keyButton.js";
import { Mark } from "./mark.js";

interface Props {
  view: View;
  titles: Readonly<Record<View, string>>;
  models: readonly Model[];
  model: Model | undefined;
  onModel: (id: string) => void;
}

/** Name, views, model, theme and key. */
export function Header({ view, titles, models, model, onModel }: Props) {
  const [theme, nextTheme] = useTheme();
  return (
    <header class="header">
      <a class="brand" href={hrefOf("augment")}>
        <Mark />
        Semblance
      </a>
      <nav aria-label="Views">
        {VIEWS.map((one) => (
          <a key={one} href={hrefOf(one)} aria-current={one === view ? "page" : undefined}>
            {titles[one]}
          </a>
        ))}
      </nav>
      <div class="header-end">
        {models.length > 1 && (
          <select aria-label="Model" value={model?.id} onChange={(event) => onModel(event.currentTarget.value)}>
            {models.map(({ id }) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        )}
        <a class="quiet" href="/graphiql" title="Write queries, with GraphiQL">
          GraphiQL
        </a>
        <KeyButton />
        <button
          type="button"
          class="icon"
          onClick={nextTheme}
          aria-label={`Colours: ${theme}`}
          title={`Colours: ${theme}`}
        >
          <Icon name={theme === "auto" ? "auto" : theme === "light" ? "sun" : "moon"} />
        </button>
      </div>
    </header>
  );
}
