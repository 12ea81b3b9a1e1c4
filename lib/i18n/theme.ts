/** How the desk looks; `system` follows the machine. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = "verdict.theme";

export function themeFor(chosen: string | undefined): Theme {
  return themes.find((theme) => theme === chosen) ?? "system";
}
