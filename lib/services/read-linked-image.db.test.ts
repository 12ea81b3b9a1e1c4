import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { makeContext, withRole } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { findImage } from "@/db/queries/images";
import { imageLinkQuerySchema, type ImageLinkQuery } from "@/lib/contracts/v3/image";
import type { MemberContext } from "./context";
import { eraseSubmission } from "./erase-submission";
import { imageLinker, linkKeyOf } from "./image-link";
import { readLinkedImage } from "./read-linked-image";

const stores = testStores();
const linkKey = linkKeyOf("a secret of thirty-two letters or more");

const withLink = (body: (ctx: MemberContext, link: ImageLinkQuery, id: string) => Promise<void>) =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    const id = await makeSubmission(ctx, { images: ["idImage", "selfieImage"] });
    const image = await findImage(db, ctx.projectId, id, "idImage");
    const link = imageLinker(linkKey, "https://desk.test", ctx.now)({ projectId: ctx.projectId, submissionId: id, imageId: image?.id ?? "", kind: "idImage" });
    await body(ctx, imageLinkQuerySchema.parse(Object.fromEntries(new URL(link).searchParams)), id);
  });

const after = (ctx: MemberContext, milliseconds: number) => ({ ...ctx, now: new Date(ctx.now.getTime() + milliseconds) });

describe("a signed link", () => {
  test("opens its image, re-encoded, for 15 minutes and not a second longer", () =>
    withLink(async (ctx, link) => {
      const bytes = await readLinkedImage(after(ctx, 899_000), linkKey, link);
      expect((await sharp(bytes ?? undefined).metadata()).format).toBe("jpeg");
      expect(await readLinkedImage(after(ctx, 900_000), linkKey, link)).toBeNull();
    }));

  test.each<[string, (link: ImageLinkQuery) => Partial<ImageLinkQuery>]>([
    ["another kind", () => ({ kind: "selfieImage" })],
    ["another submission", () => ({ submission_id: randomUUID() })],
    ["a later end", ({ expires }) => ({ expires: expires + 1 })],
    ["another signature", ({ signature }) => ({ signature: signature.replace(/^./, (first) => (first === "A" ? "B" : "A")) })],
  ])("with %s opens nothing", (_name, change) =>
    withLink(async (ctx, link) => {
      expect(await readLinkedImage(ctx, linkKey, { ...link, ...change(link) })).toBeNull();
    }));

  test("of another secret opens nothing", () =>
    withLink(async (ctx, link) => {
      expect(await readLinkedImage(ctx, linkKeyOf("another secret of thirty-two letters"), link)).toBeNull();
    }));

  test("ends with the image that it was made for", () =>
    withLink(async (ctx, link, id) => {
      await eraseSubmission(await withRole(ctx, "admin"), id);
      expect(await readLinkedImage(ctx, linkKey, link)).toBeNull();
    }));
});
