import { expect, test, vi } from "vitest";
import { BadInputError } from "@/lib/errors";
import { answering } from "./answering";

vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1/nothing");
vi.stubEnv("IMAGES_DIR", "images");
vi.stubEnv("KEYS_DIR", "keys");
vi.stubEnv("MASTER_KEY", Buffer.alloc(32, 7).toString("base64"));
vi.stubEnv("NEXTAUTH_SECRET", "a secret of thirty-two letters or more");
vi.stubEnv("NEXTAUTH_URL", "https://desk.test");

test.each<[string, () => Promise<unknown>, number]>([
  ["JSON", () => Promise.resolve({ status: "ok" }), 200],
  ["an answer of its own", () => Promise.resolve(new Response("line\n")), 200],
  ["nothing", () => Promise.resolve(undefined), 204],
  ["a refusal", () => Promise.reject(new BadInputError("No.")), 400],
])("behind https, %s asks for https from then on, of this name only", async (_name, handle, status) => {
  const response = await answering(handle);
  expect(response.status).toBe(status);
  expect(response.headers.get("strict-transport-security")).toBe("max-age=63072000");
});
