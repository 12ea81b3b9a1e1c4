import type { Page } from "@playwright/test";

/** Keeps what the page asks of `path` under way until the returned function cuts it off, as an outage would. */
export async function holdUntilCut(page: Page, path: string): Promise<() => void> {
  let cut: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    cut = resolve;
  });
  await page.route(path, async (route) => {
    await told;
    await route.abort();
  });
  return () => cut();
}
