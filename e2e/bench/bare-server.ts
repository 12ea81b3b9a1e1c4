import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Pool } from "pg";
import { replay, type Recording } from "./replay";

/*
 * What a request costs without us: node:http, node-postgres, the same statements, JSON out. `GET|POST /<name>/<n>/<id>`
 * replays recording n of that name.
 */
const [file = "", url = "", port = "0"] = process.argv.slice(2);
const recordings = JSON.parse(readFileSync(file, "utf8")) as Record<string, Recording[]>;
const pool = new Pool({ connectionString: url, max: 20 });

createServer((request, response) => {
  const [, name = "", index = "0", id] = (request.url ?? "/").split("/").map(decodeURIComponent);
  const recording = recordings[name]?.[Number(index)];
  if (request.url === "/ready") return void response.end("ready");
  if (!recording) return void response.writeHead(404).end();

  replay(pool, recording, id ?? null).then(
    (rows) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(rows)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
}).listen(Number(port), "127.0.0.1");
