import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface CuttableProxy {
  port: number;
  /** Ends every connection and refuses new ones, as a database that went away does. */
  cut(): void;
  /** Lets nothing through to the server, without a word to whoever waits for it. */
  stall(): void;
  /** Bytes that wait while it is stalled. */
  held(): number;
  mend(): void;
  close(): Promise<void>;
}

/** A wire to a TCP server of this machine that a test can cut, stall and mend. */
export async function openCuttableProxy(target: { host: string; port: number }): Promise<CuttableProxy> {
  const wires = new Map<Socket, Socket>();
  let isCut = false;
  let isStalled = false;

  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(target);
    wires.set(near, far);
    near.on("close", () => wires.delete(near));
    for (const [one, other] of [[near, far], [far, near]] as const) {
      if (one === far || !isStalled) one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");

  const cut = () => {
    isCut = true;
    for (const [near, far] of wires) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    port: address.port,
    cut,
    stall: () => {
      isStalled = true;
      for (const [near, far] of wires) near.unpipe(far).pause();
    },
    held: () => [...wires.keys()].reduce((bytes, near) => bytes + near.readableLength, 0),
    mend: () => {
      isCut = false;
      if (isStalled) for (const [near, far] of wires) near.pipe(far);
      isStalled = false;
    },
    close: async () => {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
