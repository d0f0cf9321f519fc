import { signal } from "@preact/signals";
import type { VNode } from "preact";

const themes = ["auto", "light", "dark"] as const;
type Theme = (typeof themes)[number];
const key = "awaitd.theme";
const signs: Readonly<Record<Theme, string>> = { auto: "◐", light: "☀", dark: "☾" };

const kept = localStorage.getItem(key);
const theme = signal<Theme>(themes.find((each) => each === kept) ?? "auto");

const apply = (): void => {
  document.documentElement.dataset["theme"] = theme.value;
};
apply();

/** As the system has it, light, or dark; kept for the next visit. */
export function ThemeSwitch(): VNode {
  const turn = (): void => {
    theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length]!;
    localStorage.setItem(key, theme.value);
    apply();
  };
  const label = `Colours: ${theme.value}`;
  return (
    <button class="quiet" aria-label={label} title={label} onClick={turn}>
      {signs[theme.value]}
    </button>
  );
}
