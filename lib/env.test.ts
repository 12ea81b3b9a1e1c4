import { beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllEnvs();
  vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1/nothing");
  vi.stubEnv("IMAGES_DIR", "images");
  vi.stubEnv("KEYS_DIR", "keys");
  vi.stubEnv("MASTER_KEY", Buffer.alloc(32, 7).toString("base64"));
  vi.stubEnv("NEXTAUTH_SECRET", "a secret of thirty-two letters or more");
});

/** The environment, as a process that has just started reads it. */
async function freshEnv() {
  const { env } = await import("./env");
  return env();
}

test("an engine that is set to nothing is not configured, and needs no secret", async () => {
  vi.stubEnv("ENGINE_MRZ_URL", "");
  vi.stubEnv("ENGINE_SECRET", "");
  expect(await freshEnv()).toMatchObject({ ENGINE_MRZ_URL: undefined, ENGINE_SECRET: undefined, ENGINE_TIMEOUT_MS: 8_000 });
});

test("an engine's address needs a secret", async () => {
  vi.stubEnv("ENGINE_MRZ_URL", "https://mrz.example.com/v1");
  await expect(freshEnv()).rejects.toThrow("ENGINE_SECRET: is needed as soon as an engine has an address");
  vi.resetModules();
  vi.stubEnv("ENGINE_SECRET", "x".repeat(32));
  expect(await freshEnv()).toMatchObject({ ENGINE_MRZ_URL: "https://mrz.example.com/v1" });
});

test.each([
  ["ENGINE_FACES_URL", "file:///etc/passwd"],
  ["ENGINE_FACES_URL", "faces.example.com"],
  ["ENGINE_SECRET", "short"],
  ["ENGINE_TIMEOUT_MS", "99"],
])("%s=%s is a fault that names the variable", async (name, value) => {
  vi.stubEnv(name, value);
  await expect(freshEnv()).rejects.toThrow(name);
});
