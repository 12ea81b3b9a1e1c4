import "server-only";

const base = "http://desk.invalid";

/** Where to go after signing in: a page of this desk, whatever the link said. */
export function nextPath(next: string | string[] | undefined): string {
  const home = "/queue";
  if (typeof next !== "string" || !next.startsWith("/") || !URL.canParse(next, base)) return home;
  const { origin, pathname, search, hash } = new URL(next, base);
  // "//host" and "/\host" are other hosts to a browser.
  if (origin !== base || /^\/(sign-in|api)(\/|$)/.test(pathname) || pathname === "/" || pathname.startsWith("//")) return home;
  return pathname + search + hash;
}
