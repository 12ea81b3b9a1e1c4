import { themeCookie, themeFor, type Theme } from "@/lib/i18n/theme";
import { rememberChoice, rememberedChoice } from "./remembered";

/** Puts a theme on the page; `system` is what the machine prefers now. */
export function applyTheme(theme: Theme): void {
  const dark = theme === "dark" || (theme === "system" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

export function chooseTheme(theme: Theme): void {
  rememberChoice(themeCookie, theme);
  applyTheme(theme);
}

/** What this browser has chosen. */
export function chosenTheme(): Theme {
  return themeFor(rememberedChoice(themeCookie));
}
