import { expect, test } from "vitest";
import { passwordSchema } from "@/lib/contracts/members";
import { generatePassword } from "./generate-password";

test("a generated password fits the rule, is drawn anew each time, and holds no letter that is mistaken for another", () => {
  const drawn = Array.from({ length: 200 }, generatePassword);
  for (const password of drawn) {
    expect(passwordSchema.safeParse(password).success).toBe(true);
    expect(password).toMatch(/^([a-zA-Z2-9]{5}-){3}[a-zA-Z2-9]{5}$/);
    expect(password).not.toMatch(/[lIoO01]/);
  }
  expect(new Set(drawn).size).toBe(200);
});
