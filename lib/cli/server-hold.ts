import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";

/** The advisory lock of everybody who uses an embedded server: shared by its users, exclusive for who stops it. */
const lock = 0x7665_7264;

/** What says, as long as its process lives, that a process uses the embedded server. */
export interface ServerHold {
  release(): Promise<void>;
}

/**
 * Holds the server by a shared lock on a connection of its own, which also ends when its process is killed. A server that
 * went away and came back is held again.
 */
export async function holdServer(url: string): Promise<ServerHold> {
  const released = new AbortController();
  let held: Client | null = null;
  let holdingAgain: Promise<void> | null = null;

  const hold = async (): Promise<void> => {
    const client = new Client({ connectionString: url, application_name: "verdict-hold", keepAlive: true, connectionTimeoutMillis: 30_000 });
    // What ends a connection that stands says "end" as well, and is answered there.
    client.on("error", () => undefined);
    try {
      await client.connect();
      released.signal.throwIfAborted();
      await client.query("select pg_advisory_lock_shared($1)", [lock]);
      released.signal.throwIfAborted();
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    held = client;
    client.once("end", () => {
      held = null;
      if (!released.signal.aborted) holdingAgain = holdAgain();
    });
  };
  const holdAgain = async (): Promise<void> => {
    for (let isHeld = false; !isHeld && !released.signal.aborted; ) {
      isHeld = await wait(500, undefined, { ref: false, signal: released.signal }).then(hold).then(() => true, () => false);
    }
  };
  await hold();

  return {
    release: async () => {
      released.abort();
      // The lock goes with its connection, so there is no answer that a server in its end could fail to give.
      await held?.end();
      await holdingAgain;
    },
  };
}

/** Whether nobody holds the server any more. Once it said so nobody new can: a newcomer waits until the server has stopped. */
export async function claimUnheld(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ isUnheld: boolean }>('select pg_try_advisory_lock($1) as "isUnheld"', [lock]);
  return rows[0]?.isUnheld === true;
}
