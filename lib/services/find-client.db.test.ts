import { timingSafeEqual } from "node:crypto";
import { expect, test, vi } from "vitest";
import { makeContext } from "@/db/test/make-context";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { createApiKey } from "./create-api-key";
import { findClient, isAddressAllowed } from "./find-client";
import { revokeApiKey } from "./revoke-api-key";

vi.mock("node:crypto", async (importOriginal) => {
  const crypto = await importOriginal<typeof import("node:crypto")>();
  return { ...crypto, timingSafeEqual: vi.fn(crypto.timingSafeEqual) };
});

const stores = testStores();

test("whatever key comes, its secret is compared in constant time, once", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    const { keyId, text } = await createApiKey(ctx, { name: "Website" });
    const revoked = await createApiKey(ctx, { name: "Former" });
    await revokeApiKey(ctx, revoked.keyId);
    const keys: [string, string, string | object][] = [
      ["right", text, expect.objectContaining({ apiKeyId: keyId })],
      ["wrong secret", `${text.slice(0, 16)}${"a".repeat(43)}`, "wrong_key"],
      ["unknown beginning", `vk_000000000000_${"a".repeat(43)}`, "wrong_key"],
      ["malformed", "sesame", "wrong_key"],
      ["revoked", revoked.text, "wrong_key"],
    ];
    for (const [name, key, outcome] of keys) {
      vi.mocked(timingSafeEqual).mockClear();
      expect(await findClient({ db, now: ctx.now, ipAddress: null }, key), name).toEqual(outcome);
      expect(timingSafeEqual, name).toHaveBeenCalledTimes(1);
    }
  }));

test.each([
  ["a block without a size is the one address", ["192.0.2.7"], "192.0.2.7", true],
  ["and no other", ["192.0.2.7"], "192.0.2.8", false],
  ["what is no block lets nobody in", ["everyone"], "192.0.2.7", false],
])("%s", (_name, blocks, address, isAllowed) => {
  expect(isAddressAllowed(address, blocks)).toBe(isAllowed);
});
