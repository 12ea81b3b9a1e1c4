import { expect, test } from "vitest";
import { leaseRefSchema } from "@/lib/contracts/leases";
import { newHolder } from "./new-holder";

test("a page's id is a random UUID, another for each page", () => {
  const holders = Array.from({ length: 100 }, newHolder);
  for (const holder of holders) expect(leaseRefSchema.safeParse({ holder, token: 1 }).success).toBe(true);
  expect(new Set(holders).size).toBe(100);
});
