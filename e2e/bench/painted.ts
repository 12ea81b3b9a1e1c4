import { chromium, type Page } from "@playwright/test";
import sharp from "sharp";
import { findSystemBrowser, hasOwnBrowser } from "@/lib/cli/browser.mjs";
import { sessionCookieName } from "@/lib/auth";
import { inspectImage, type InspectedImage } from "@/lib/images/inspect";
import { createSubmission } from "@/lib/services/create-submission";
import type { BenchData, BenchDesk } from "./desk";

/** Milliseconds from a key press to the frame that shows what it led to. */
export interface PaintTimes {
  p50: number;
  p95: number;
  presses: number;
}

export interface PaintResult {
  desk: PaintTimes;
  /** The same key on a bare page, which swaps a name and a decoded picture. */
  bare: PaintTimes;
}

const kinds = ["idImage", "selfieImage"] as const;

/** How long a person looks at a case at least; what is ahead is fetched meanwhile. */
const lookMs = 1_000;

async function drawPicture(): Promise<InspectedImage> {
  const noise = await sharp({ create: { width: 1600, height: 1000, channels: 3, background: "#dde6f0", noise: { type: "gaussian", mean: 128, sigma: 12 } } }).jpeg().toBuffer();
  const image = await inspectImage(noise);
  if ("fault" in image) throw new Error(`The bench's picture is refused: ${image.fault}`);
  return image;
}

/** Pending cases with two images in files, before all others in the queue. */
async function makeShownCases({ runtime, projectId }: BenchData, count: number): Promise<void> {
  const { db, vault, storage } = runtime;
  const image = await drawPicture();
  for (let n = 0; n < count; n += 1) {
    const claimed = {
      fullName: `Shown Applicant ${n.toString()}`, birthDate: "1994-05-12", nationality: "KOR", gender: "female", issuingCountry: "KOR", documentNumber: `S${(70_000_000 + n).toString()}`,
      identityNumber: null, issueDate: "2021-01-10", expireDate: "2031-01-09", idType: "passport",
    };
    await createSubmission(
      { db, vault, storage, projectId, actor: { kind: "system" }, now: new Date(Date.UTC(2020, 0, 1) + n * 1000), ipAddress: null },
      {
        externalId: null, source: "api", status: "pending", email: `shown${n.toString()}@example.net`, claimed, printed: { ...claimed, issueDate: "2021-01-11" }, mrz: null, flags: [],
        retryCount: 0, images: kinds.map((kind) => ({ kind, image })),
      },
    );
  }
}

/**
 * From the next press of `n` to the frame after the one in which another heading stands and every picture in sight is
 * decoded. The press itself is the start: `timeStamp` is when the browser got it.
 */
function painted(): { time: Promise<number> } {
  const before = document.querySelector("h1")?.textContent;
  const time = new Promise<number>((resolve) => {
    const press = ({ key, timeStamp }: KeyboardEvent) => {
      if (key !== "n") return;
      document.removeEventListener("keydown", press, true);
      const look = () => {
        const pictures = [...document.querySelectorAll("img")].filter((image) => image.checkVisibility());
        const isShown = document.querySelector("h1")?.textContent !== before && pictures.length > 0 && pictures.every((image) => image.complete && image.naturalWidth > 0);
        if (!isShown) requestAnimationFrame(look);
        else void Promise.all(pictures.map((image) => image.decode())).then(() => requestAnimationFrame((now) => resolve(now - timeStamp)));
      };
      requestAnimationFrame(look);
    };
    document.addEventListener("keydown", press, true);
  });
  return { time };
}

/** The promise stands in the page before the key is pressed. */
async function timePress(page: Page): Promise<number> {
  const handle = await page.evaluateHandle(painted);
  await page.keyboard.press("n");
  return handle.evaluate(({ time }) => time);
}

function timesOf(times: number[]): PaintTimes {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), presses: sorted.length };
}

/** Approves the case on screen, as a person does, and looks at it for a while. */
async function decide(page: Page): Promise<void> {
  await page.waitForTimeout(lookMs);
  await page.keyboard.press("a");
  await page.locator("dialog button:focus").waitFor();
  await page.keyboard.press("Enter");
  await page.locator("footer button:focus").waitFor();
}

async function timeDesk(page: Page, origin: string, decisions: number): Promise<PaintTimes> {
  await page.goto(`${origin}/queue`, { waitUntil: "networkidle" });
  await page.keyboard.press("n");
  await page.locator("[data-page=case]").waitFor();
  const times: number[] = [];
  for (let n = 0; n < decisions; n += 1) {
    await decide(page);
    times.push(await timePress(page));
  }
  return timesOf(times);
}

/** What the browser itself needs for a name and a decoded picture in place of others. */
async function timeBare(page: Page, presses: number): Promise<PaintTimes> {
  const pictures = await Promise.all(["#dde6f0", "#f0e6dd"].map((background) => sharp({ create: { width: 1600, height: 1000, channels: 3, background } }).jpeg().toBuffer()));
  const sources = pictures.map((picture) => `data:image/jpeg;base64,${picture.toString("base64")}`);
  await page.setContent("<h1>0</h1><img width=700 height=440>");
  await page.evaluate((given) => {
    const [heading, picture] = [document.querySelector("h1"), document.querySelector("img")];
    let count = 0;
    const swap = () => {
      count += 1;
      if (heading) heading.textContent = String(count);
      if (picture) picture.src = given[count % given.length] ?? "";
    };
    document.addEventListener("keydown", swap);
    swap();
  }, sources);
  const times: number[] = [];
  for (let n = 0; n < presses; n += 1) times.push(await timePress(page));
  return timesOf(times);
}

/** Decides so many cases in a real browser, and times the way from each to the next. */
export async function measurePainted(data: BenchData, desk: BenchDesk, decisions: number): Promise<PaintResult> {
  await makeShownCases(data, decisions + 2);
  const executablePath = hasOwnBrowser() ? undefined : (findSystemBrowser() ?? undefined);
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    // What runs this file marks functions by a helper that no page has.
    await context.addInitScript({ content: "globalThis.__name = (given) => given;" });
    await context.addCookies([{ name: sessionCookieName(), value: (desk.headers.cookie ?? "").slice(sessionCookieName().length + 1), url: desk.origin, httpOnly: true }]);
    const desked = await timeDesk(await context.newPage(), desk.origin, decisions);
    return { desk: desked, bare: await timeBare(await context.newPage(), decisions) };
  } finally {
    await browser.close();
  }
}
