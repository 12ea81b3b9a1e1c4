import { expect, inject, test } from "vitest";
import { createPool } from ".";

test("the server's pool gives up what takes too long; a command's takes its time", async () => {
  const limitsOf = async (limited: boolean) => {
    const pool = createPool(inject("databaseUrl"), { max: 1, limited });
    const { rows } = await pool.query<{ name: string; setting: string }>(
      "select name, setting from pg_settings where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name",
    );
    await pool.end();
    return rows.map((row) => row.setting);
  };
  expect(await limitsOf(true)).toEqual(["10000", "5000", "8000"]);
  expect(await limitsOf(false)).toEqual(["0", "0", "0"]);
});
