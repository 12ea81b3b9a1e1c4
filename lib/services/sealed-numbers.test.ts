import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testStores } from "@/db/test/test-stores";
import type { ProjectId } from "@/lib/kyc/ids";
import { matchHashes } from "./sealed-numbers";

const { vault } = testStores();

test.each(["-", "...", "<<<", " / ", null])("%j is nobody's number, and matches none", async (written) => {
  const key = await vault.createProjectKey(randomUUID() as ProjectId);
  expect(matchHashes(key, { documentNumber: written, identityNumber: written })).toEqual({ documentNumberMatch: null, identityNumberMatch: null });
});

test("a number is matched by its own field", async () => {
  const key = await vault.createProjectKey(randomUUID() as ProjectId);
  const { documentNumberMatch, identityNumberMatch } = matchHashes(key, { documentNumber: "L898902C3", identityNumber: null });
  expect(documentNumberMatch).toEqual(key.matchHash("documentNumber", "L898902C3"));
  expect(identityNumberMatch).toBeNull();
});
