import { themeCookie, themeFor, type Theme } from "@/lib/i18n/theme";

const year = 31_536_000;

/** Keeps a choice of this person's browser; the server reads it at the next request. */
export function rememberChoice(name: string, value: string): void {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year.toString()}; samesite=lax${secure}`;
}

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
  const entry = document.cookie.split("; ").find((part) => part.startsWith(`${themeCookie}=`));
  return themeFor(entry?.slice(themeCookie.length + 1));
}
