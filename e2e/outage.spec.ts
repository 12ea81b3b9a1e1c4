import { once } from "node:events";
import { connect } from "node:net";
import { env } from "@/lib/env";
import { openCuttableProxy } from "./cuttable-proxy";
import { expect, send, signInAs, test } from "./fixtures";
import { startSecondDesk } from "./second-desk";

/** A server whose only way to the database is a wire that can be cut. */
async function startWiredDesk() {
  const database = new URL(env().DATABASE_URL);
  const wire = await openCuttableProxy({ host: database.hostname, port: Number(database.port) });
  database.port = String(wire.port);
  return { wire, desk: await startSecondDesk(database.href) };
}

test("while the database is away the page says so, nothing typed is lost, and it recovers by itself", async ({ page, cast }) => {
  test.slow();
  const id = await cast.addCase();
  const { wire, desk } = await startWiredDesk();
  try {
    await signInAs(page, cast.members.agent, desk.origin);
    await page.goto(`${desk.origin}/submissions/${id}`);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByLabel("Full name").fill("Kim Min Seo");

    wire.cut();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: /not|no answer/i }).first()).toBeVisible();
    await expect(page.getByLabel("Full name")).toHaveValue("Kim Min Seo");
    expect((await send(page, "PATCH", `/api/submissions/${id}/fields`, { version: 1, fields: {} }, desk.origin)).status()).toBe(503);

    const second = await page.context().newPage();
    await second.goto(`${desk.origin}/queue`);
    await expect(second.getByRole("alert").filter({ hasText: "The server does not answer" })).toBeVisible();
    await expect(second.getByText("Nothing is waiting")).toBeHidden();

    wire.mend();
    await expect(second.getByRole("table").getByRole("link", { name: "Kim Minseo" })).toBeVisible({ timeout: 30_000 });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeEnabled();
  } finally {
    await desk.stop();
    await wire.close();
  }
});

async function takesConnections(origin: string): Promise<boolean> {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

test("a server that is told to stop ends, though a page asked to listen just before", async ({ page, cast }) => {
  const { wire, desk } = await startWiredDesk();
  try {
    await signInAs(page, cast.members.agent, desk.origin);
    const cookies = await page.context().cookies(desk.origin);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    wire.stall();
    const asked = fetch(`${desk.origin}/api/live`, { headers: { cookie } })
      .then((answer) => answer.text())
      .then(() => "answered", () => "cut");
    await expect.poll(() => wire.held()).toBeGreaterThan(0);

    const stopped = desk.stop();
    await expect.poll(() => takesConnections(desk.origin)).toBe(false);
    wire.mend();
    await stopped;
    expect(await asked).toBe("cut");
  } finally {
    await desk.stop();
    await wire.close();
  }
});
