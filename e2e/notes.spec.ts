import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { localeCookie } from "@/lib/i18n/locale";
import { themeCookie } from "@/lib/i18n/theme";
import { e2e } from "./environment";
import { expect, test } from "./fixtures";

async function expectNoViolation(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`), where).toEqual([]);
}

const picture = () => sharp({ create: { width: 320, height: 200, channels: 3, background: "#3366aa" } }).png().toBuffer();

/** Gives the files to an element as the browser does when they are pasted or dropped. */
async function give(page: Page, how: "paste" | "drop", name: string, bytes: Buffer, type = "image/png") {
  await page.getByRole("textbox", { name: "Note" }).evaluate(
    (element, { kind, base64, file, mime }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], file, { type: mime }));
      const init = { bubbles: true, cancelable: true };
      element.dispatchEvent(kind === "paste" ? new ClipboardEvent("paste", { ...init, clipboardData: data }) : new DragEvent("drop", { ...init, dataTransfer: data }));
    },
    { kind: how, base64: bytes.toString("base64"), file: name, mime: type },
  );
}

test("a note by the keyboard calls a colleague, who hears of it at once and finds the case by it", async ({ page, cast, signIn, another }) => {
  const id = await cast.addCase({ fields: { fullName: "Anna Meier" } });
  const lead = await another("lead");
  await lead.goto("/mentions");
  await expect(lead.getByRole("heading", { name: "Nobody has called you yet" })).toBeVisible();
  await expectNoViolation(lead, "an empty inbox");

  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const notes = page.getByRole("region", { name: "Notes" });
  const text = notes.getByRole("textbox", { name: "Note" });
  await expect(notes.getByText("No notes yet.")).toBeVisible();
  await page.keyboard.press("m");
  await expect(text).toBeFocused();
  await page.keyboard.type("See the MRZ, @mor");
  await expect(notes.getByRole("option", { name: /Lena Moreau/ })).toBeVisible();
  await expectNoViolation(page, "the list of people");
  await page.keyboard.press("Enter");
  await expect(text).toHaveValue("See the MRZ, @Lena Moreau ");
  await page.keyboard.type("please.\nRead as HRV.");
  await page.keyboard.press("Control+Enter");
  await expect(notes.getByRole("listitem")).toContainText("Read as HRV.");
  await expect(text).toHaveValue("");
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText("You wrote a note");
  await expectNoViolation(page, "a case with a note");

  const row = lead.getByRole("row").filter({ hasText: "Anna Meier" });
  await expect(row).toContainText("New");
  await expect(row).toContainText(cast.members.agent.name);
  await expect(row).toContainText("See the MRZ, @Lena Moreau please. Read as HRV.");
  await expect(lead.getByRole("navigation", { name: "Main menu" }).getByText("1 unread")).toBeAttached();
  await expectNoViolation(lead, "an inbox");
  await row.getByRole("link", { name: "Anna Meier" }).click();
  await expect(lead.getByRole("region", { name: "Notes" }).getByText("Mentions you")).toBeVisible();
  await lead.getByRole("link", { name: "Queue" }).click();
  await expect(lead.getByRole("navigation", { name: "Main menu" })).toBeVisible();
  await expect(lead.getByText("1 unread")).toHaveCount(0);
  await lead.getByRole("link", { name: "Mentions" }).click();
  await expect(lead.getByRole("row").filter({ hasText: "Anna Meier" })).toContainText("Read");
});

test("all mentions are marked as read at once", async ({ page, cast, signIn, another }) => {
  const id = await cast.addCase();
  const agent = await another("agent");
  for (const body of ["one", "two"])
    expect(
      (
        await agent.request.post(`/api/submissions/${id}/notes`, {
          headers: { origin: e2e.origin },
          multipart: { note: JSON.stringify({ body, mentions: [cast.members.lead.memberId] }) },
        })
      ).status(),
    ).toBe(200);
  await signIn("lead");
  await page.goto("/mentions");
  await expect(page.getByRole("cell", { name: "New" })).toHaveCount(2);
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByRole("cell", { name: "New" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Mark all as read" })).toHaveAttribute("aria-disabled", "true");
});

test("pictures come by button, paste and drop, open large, and what is no picture is refused in words", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const notes = page.getByRole("region", { name: "Notes" });
  await expect(notes.getByRole("textbox", { name: "Note" })).toBeVisible();
  const bytes = await picture();
  await notes.locator("input[type=file]").setInputFiles([{ name: "button.png", mimeType: "image/png", buffer: bytes }]);
  await give(page, "paste", "pasted.png", bytes);
  await give(page, "drop", "dropped.png", bytes);
  const attached = notes.getByRole("list", { name: "Attached pictures" });
  await expect(attached.getByRole("img")).toHaveCount(3);
  await give(page, "drop", "letter.pdf", Buffer.from("%PDF"), "application/pdf");
  await expect(notes.getByRole("alert")).toHaveText("letter.pdf is no JPEG or PNG picture.");
  await attached.getByRole("button", { name: "Take dropped.png off" }).click();
  await expect(attached.getByRole("img")).toHaveCount(2);
  await expectNoViolation(page, "attached pictures");

  await give(page, "paste", "broken.png", bytes.subarray(0, 60));
  await notes.getByRole("textbox", { name: "Note" }).fill("Three pictures");
  await notes.getByRole("button", { name: "Add note" }).click();
  await expect(notes.getByRole("alert")).toContainText("A picture cannot be read");
  await expect(notes.getByRole("textbox", { name: "Note" })).toHaveValue("Three pictures");
  await attached.getByRole("button", { name: "Take broken.png off" }).click();
  await notes.getByRole("button", { name: "Add note" }).click();
  await expect(notes.getByRole("listitem").filter({ hasText: "Three pictures" }).getByRole("img")).toHaveCount(2);

  await notes.getByRole("img", { name: "Picture 1 of the note by You" }).click();
  const dialog = page.getByRole("dialog", { name: "Picture 1 of the note by You" });
  const large = dialog.getByRole("img");
  await expect.poll(() => large.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
  await expectNoViolation(page, "a picture");
  const answer = await page.request.get((await large.getAttribute("src")) ?? "");
  expect(answer.headers()).toMatchObject({ "content-type": "image/jpeg", "x-content-type-options": "nosniff", "cache-control": "private, no-store" });
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("a note that is not sent is there again when one comes back to the case, and letters in it are no shortcuts", async ({ page, cast, signIn }) => {
  const [id, other] = [await cast.addCase(), await cast.addCase({ fields: { fullName: "Boris Petrov" } })];
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const text = page.getByRole("textbox", { name: "Note" });
  await expect(text).toBeVisible();
  await page.keyboard.press("m");
  await page.keyboard.type("a r e n ? half a thought");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(text).not.toBeFocused();
  await page.getByRole("link", { name: "Queue" }).click();
  await page.getByRole("link", { name: "Boris Petrov" }).click();
  await expect(page).toHaveURL(new RegExp(other));
  await expect(text).toHaveValue("");
  await page.getByRole("link", { name: "Queue" }).click();
  await page.getByRole("link", { name: "Kim Minseo" }).click();
  await expect(text).toHaveValue("a r e n ? half a thought");
});

test("a viewer reads notes, is called by them, and writes none", async ({ page, cast, signIn, another }) => {
  const id = await cast.addCase();
  const agent = await another("agent");
  const answer = await agent.request.post(`/api/submissions/${id}/notes`, {
    headers: { origin: e2e.origin },
    multipart: { note: JSON.stringify({ body: "Look, @Vera Novak", mentions: [cast.members.viewer.memberId] }) },
  });
  expect(answer.status()).toBe(200);
  const foreign = await agent.request.post(`/api/submissions/${id}/notes`, { headers: { origin: "https://elsewhere.example" }, multipart: { note: "{}" } });
  expect(foreign.status()).toBe(403);
  await signIn("viewer");
  await page.goto(`/submissions/${id}`);
  const notes = page.getByRole("region", { name: "Notes" });
  await expect(notes.getByText("Look, @Vera Novak")).toBeVisible();
  await expect(notes.getByRole("textbox")).toHaveCount(0);
  const own = await page.request.post(`/api/submissions/${id}/notes`, { headers: { origin: e2e.origin }, multipart: { note: JSON.stringify({ body: "a", mentions: [] }) } });
  expect(own.status()).toBe(403);
});

test("in Korean, a colleague is found while their name is still being composed, and Enter that ends a syllable takes nobody", async ({ page, cast, signIn, context }) => {
  await context.addCookies([
    { name: localeCookie, value: "ko", url: e2e.origin },
    { name: themeCookie, value: "dark", url: e2e.origin },
  ]);
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const notes = page.getByRole("region", { name: "메모" });
  const text = notes.getByRole("textbox", { name: "메모" });
  await expect(text).toBeVisible();

  // The key of ㅡ is that of m, whatever the input method writes.
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ㅡ", code: "KeyM", bubbles: true, cancelable: true })));
  await expect(text).toBeFocused();
  await page.keyboard.type("@");
  const session = await context.newCDPSession(page);
  for (const composed of ["ㅎ", "하", "한"]) await session.send("Input.imeSetComposition", { text: composed, selectionStart: 1, selectionEnd: 1 });
  await expect(notes.getByRole("option", { name: /한지우/ })).toBeVisible();
  await text.evaluate((element) => element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", isComposing: true, bubbles: true, cancelable: true })));
  await expect(text).toHaveValue("@한");
  await session.send("Input.insertText", { text: "한" });
  await page.keyboard.press("Enter");
  await expect(text).toHaveValue("@한지우 ");
  await session.send("Input.insertText", { text: "님, 확인 부탁드립니다." });
  await page.keyboard.press("Control+Enter");
  await expect(notes.getByRole("listitem")).toContainText("@한지우 님, 확인 부탁드립니다.");
  await expectNoViolation(page, "notes in Korean");
  await page.goto("/mentions");
  await expect(page.getByRole("heading", { level: 1, name: "멘션" })).toBeVisible();
  await expectNoViolation(page, "an inbox in Korean");
});
