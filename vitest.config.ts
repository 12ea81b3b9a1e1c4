import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve("."), "server-only": path.resolve("db/test/empty.ts") };
const exclude = ["node_modules/**", ".next/**", "e2e/**"];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: "unit", sequence: { groupOrder: 0 }, include: ["**/*.test.{ts,tsx}"], exclude: [...exclude, "**/*.db.test.ts"], env: { TZ: "Asia/Kathmandu" } },
      },
      {
        resolve: { alias },
        test: {
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude,
          globalSetup: "db/test/global-setup.ts",
          sequence: { groupOrder: 1 },
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          env: { TZ: "Asia/Kathmandu" },
        },
      },
    ],
  },
});
