import { useEffect, useState } from "preact/hooks";

const NAME = "semblance.theme";
const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** The theme, and a function for the next of auto, light and dark. Auto is what the system says. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState(() => THEMES.find((one) => one === localStorage.getItem(NAME)) ?? "auto");
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(NAME, theme);
  }, [theme]);
  return [theme, () => setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "auto")];
}
