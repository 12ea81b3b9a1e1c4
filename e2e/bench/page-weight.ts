import { gzipSync } from "node:zlib";
import type { BenchDesk } from "./desk";

/** Every page that a lead opens, with its budget in kB (1,000 bytes) of JavaScript, compressed; `null` has none. */
const pages: readonly { page: string; path: string | null; budget: number | null }[] = [
  { page: "queue", path: "/queue", budget: 200 },
  { page: "case", path: null, budget: 260 },
  { page: "submissions", path: "/submissions", budget: null },
  { page: "policy", path: "/settings/policy", budget: null },
  { page: "checks", path: "/settings/checks", budget: null },
  { page: "audit", path: "/audit", budget: null },
];

export interface PageWeight {
  page: string;
  kilobytes: number;
  budget: number | null;
}

/**
 * The scripts that a page names, in its HTML or for its client components, each once, compressed as gzip does by
 * default. Without those marked noModule: a browser that knows modules loads none of them.
 */
async function weigh({ origin, headers }: BenchDesk, path: string): Promise<number> {
  const page = await fetch(`${origin}${path}`, { headers });
  if (!page.ok) throw new Error(`${path} answered ${page.status}.`);
  const html = await page.text();
  const namesIn = (text: string) => text.match(/static\/chunks\/[\w.~/-]+\.js/g) ?? [];
  const scripts = new Set(namesIn(html));
  for (const [tag] of html.matchAll(/<script\b[^>]*\bnoModule\b[^>]*>/gi)) for (const name of namesIn(tag)) scripts.delete(name);
  let bytes = 0;
  for (const script of scripts) {
    const answer = await fetch(`${origin}/_next/${script}`);
    bytes += gzipSync(Buffer.from(await answer.arrayBuffer())).byteLength;
  }
  return bytes / 1000;
}

/** `caseId`: a pending case, whose page has everything. */
export async function weighPages(desk: BenchDesk, caseId: string): Promise<PageWeight[]> {
  const weights: PageWeight[] = [];
  for (const { page, path, budget } of pages) weights.push({ page, budget, kilobytes: await weigh(desk, path ?? `/submissions/${caseId}`) });
  return weights;
}
