import "server-only";
import { Client } from "pg";
import { liveChannel } from "@/db/queries/live";
import { liveNoticeSchema, type LiveNotice } from "@/lib/contracts/live";

const reconnectMs = 1_000;

interface ListenerEvents {
  hear(notice: LiveNotice): void;
  /** The connection stands, for the first time or again: what was told meanwhile was missed. */
  begin(): void;
  /** Told of what went wrong and is tried again, or passed over. */
  warn: Warn;
}

export type Warn = (error: unknown, message: string) => void;

/** Null for what no desk said. */
function readNotice(payload: string | undefined, warn: Warn): LiveNotice | null {
  try {
    return liveNoticeSchema.parse(JSON.parse(payload ?? ""));
  } catch (error) {
    warn(error, "a notice could not be read");
    return null;
  }
}

/** The one connection on which a process hears the others. Lost, it is opened again every second. */
export function createLiveListener(url: string, { hear, begin, warn }: ListenerEvents) {
  let client: Client | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const lose = (lost: Client) => {
    if (client !== lost) return;
    client = null;
    lost.end().catch(() => undefined);
    if (isClosed) return;
    timer = setTimeout(() => void open(), reconnectMs);
    timer.unref();
  };
  const open = async () => {
    if (client !== null || isClosed) return;
    const opening = new Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    client = opening;
    opening.on("error", () => lose(opening));
    opening.on("end", () => lose(opening));
    opening.on("notification", ({ payload }) => {
      const notice = readNotice(payload, warn);
      if (notice !== null) hear(notice);
    });
    try {
      await opening.connect();
      await opening.query(`listen ${liveChannel}`);
      begin();
    } catch (error) {
      warn(error, "the desk cannot listen to the database");
      lose(opening);
    }
  };

  return {
    open,
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
