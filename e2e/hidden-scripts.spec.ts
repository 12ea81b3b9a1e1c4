import { createHash, randomUUID } from "node:crypto";
import type { APIResponse } from "@playwright/test";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import type { ImageKind } from "@/lib/kyc/images";
import { e2e } from "./environment";
import { expect, test } from "./fixtures";
import { jpegCarrying, jpegParts, pngCarrying } from "./hostile-pictures";
import { apiClient, changePolicy, claims, formOf, type ApiClient } from "./intake-client";

const kinds = ["idImage", "selfieImage", "addressImage"] as const satisfies ImageKind[];

/** A picture under a name and a type that are not its own. */
interface Disguise {
  name: string;
  type: string;
}

/** Posts a step with its pictures under the disguises, in their order. */
function post({ send }: ApiClient, step: "step1" | "step2", fields: Record<string, string>, images: Record<string, [Buffer, Disguise]>) {
  const form = formOf(fields, {});
  for (const [part, [bytes, { name, type }]] of Object.entries(images)) form.append(part, new Blob([new Uint8Array(bytes)], { type }), name);
  return send(`/v3/submission/${step}`, { body: form });
}

/** A copy of the house's own making, and nothing in it, or beside it, of what was sent. */
async function expectOwnCopy(answer: APIResponse, marker: string, where: string) {
  expect(answer.status(), where).toBe(200);
  expect(answer.headers(), where).toMatchObject({
    "content-type": "image/jpeg", "content-disposition": "inline", "x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; frame-ancestors 'none'", "cache-control": "private, no-store",
  });
  expect(JSON.stringify(answer.headers()), where).not.toContain(marker);
  const bytes = await answer.body();
  for (const trace of [marker, "script", "PK\u0003\u0004"]) expect(bytes.includes(trace), `${trace}, ${where}`).toBe(false);
  // Tables, frame and scan: no APP segment and no comment, and nothing behind the end.
  expect([...new Set(jpegParts(bytes).markers)].sort(), where).toEqual([0xc0, 0xc4, 0xdb]);
  expect(jpegParts(bytes).trailing, where).toBe(0);
  const { format, exif, icc, xmp, iptc, comments } = await sharp(bytes).metadata();
  expect({ format, exif, icc, xmp, iptc, comments }, where).toEqual({ format: "jpeg" });
}

const stories = [
  { what: "a PNG that is called a JPEG", contentType: "image/png", carrying: pngCarrying, disguise: (marker: string) => ({ name: `${marker}.jpg`, type: "image/jpeg" }) },
  { what: "a PNG that is called an SVG", contentType: "image/png", carrying: pngCarrying, disguise: (marker: string) => ({ name: `${marker}.svg`, type: "image/svg+xml" }) },
  { what: "a JPEG that is called a page", contentType: "image/jpeg", carrying: jpegCarrying, disguise: (marker: string) => ({ name: `../../${marker}.html`, type: "text/html" }) },
  { what: "a JPEG with markup for a name and no extension", contentType: "image/jpeg", carrying: jpegCarrying, disguise: (marker: string) => ({ name: `"><img src=x onerror=alert('${marker}')>`, type: "application/octet-stream" }) },
] as const;

for (const { what, contentType, carrying, disguise } of stories)
  test(`${what}, full of scripts, is taken for what it is; neither its name nor a script reaches a browser`, async ({ page, stage, cast, signIn, playwright }) => {
    await changePolicy(stage, cast, { proofOfAddress: true });
    const marker = `verdict-${randomUUID()}`;
    const [front, selfie, address] = await Promise.all(kinds.map(() => carrying(`<script>alert("${marker}")</script>`)));
    if (!front || !selfie || !address) throw new Error("A picture is missing.");
    const client = await apiClient(stage, cast);
    const named = disguise(marker);

    const first = await post(client, "step1", { issuingCountry: "UTO", email: "ida@applicant.test", idType: "passport" }, { idImage: [front, named] });
    expect(first).toMatchObject({ status: 200, body: { verificationResult: "success" } });
    const submissionId = String(first.body["submissionId"]);
    // Another birth date than the document's: a person will look at it.
    const second = await post(client, "step2", { submissionId, ...claims, date_of_birth: "1994-05-13" }, { faceImage: [selfie, named], addressImage: [address, named] });
    expect(second).toMatchObject({ status: 200, body: { kycStatus: "pending" } });

    const { rows } = await stage.runtime.db.execute(sql`select kind, content_type, encode(sha256, 'hex') as hash from images where submission_id = ${submissionId} order by array_position(array['idImage', 'selfieImage', 'addressImage'], kind)`);
    const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    const wanted = kinds.map((kind, index) => ({ kind, content_type: contentType, hash: hashOf([front, selfie, address][index] ?? front) }));
    expect(rows).toEqual(wanted);

    const item = await client.send(`/v3/submission?submission_id=${submissionId}`, { method: "GET" });
    await signIn("admin");
    const seen = [first.body, second.body, item.body];
    for (const path of [`/api/submissions/${submissionId}`, "/api/submissions", "/api/audit"]) seen.push(await (await page.request.get(path)).json());
    expect(JSON.stringify(seen)).not.toContain(marker);
    await page.goto(`/submissions/${submissionId}`);
    await expect(page.getByRole("region", { name: "Timeline" })).toContainText("sent Step 2");
    expect(await page.content()).not.toContain(marker);

    const anyone = await playwright.request.newContext();
    const [shown] = item.body["Items"] as { image: Record<string, string> }[];
    for (const kind of kinds) {
      const address = `${e2e.origin}/api/submissions/${submissionId}/images/${kind}`;
      for (const size of ["display", "thumbnail"]) await expectOwnCopy(await page.request.get(`${address}?size=${size}`), marker, `${kind}, ${size}`);
      await expectOwnCopy(await anyone.get(shown?.image[kind] ?? ""), marker, `${kind}, by its link`);
      expect((await page.request.get(`${address}?size=original`)).status(), kind).toBe(400);
    }
    await anyone.dispose();

    const tab = await page.context().newPage();
    const dialogs: string[] = [];
    tab.on("dialog", (dialog) => dialogs.push(dialog.message()));
    await tab.goto(shown?.image["idImage"] ?? "");
    expect(await tab.evaluate(() => [document.contentType, document.images[0]?.naturalWidth, document.scripts.length])).toEqual(["image/jpeg", 320, 0]);
    expect(dialogs).toEqual([]);
  });
