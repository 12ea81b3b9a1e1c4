import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

/** A website of a client's: a page on an origin of its own, with the real axios as npm gives it to browsers. */
export interface ClientSite {
  origin: string;
  close(): Promise<void>;
}

const axiosFile = path.resolve("node_modules/axios/dist/axios.min.js");

export async function openClientSite(): Promise<ClientSite> {
  const axios = await readFile(axiosFile);
  const server = createServer(({ url }, response) => {
    if (url === "/axios.js") return void response.setHeader("content-type", "text/javascript").end(axios);
    response.setHeader("content-type", "text/html").end('<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script src="/axios.js"></script>');
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port.toString()}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
