const year = 31_536_000;

/** Keeps a choice of this person's browser; the server reads it at the next request. */
export function rememberChoice(name: string, value: string): void {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year.toString()}; samesite=lax${secure}`;
}

/** What this browser has chosen; undefined where it never did. */
export function rememberedChoice(name: string): string | undefined {
  const entry = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return entry === undefined ? undefined : decodeURIComponent(entry.slice(name.length + 1));
}
