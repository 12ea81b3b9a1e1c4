import { Agent, request as send } from "node:http";
import { usageOf, type Taken } from "./load";
import type { Step1Requests } from "./step1-requests";

interface Step1Load {
  /** The server's process: its CPU and memory are read from /proc. */
  server: { origin: string; pid: number };
  connections: number;
  /** Whether one more request is sent; `milliseconds` since the clock began, 0 before. */
  goesOn: (sent: number, milliseconds: number) => boolean;
}

/** The status of an answer that was read to its end. */
function sendOne(agent: Agent, origin: string, requests: Step1Requests): Promise<number> {
  const { path, method, body } = requests.next();
  return new Promise((resolve, reject) => {
    const request = send(origin + path, { method, agent, headers: { ...requests.headers, "content-length": body.length } }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
      response.once("error", reject);
    });
    request.once("error", reject);
    request.end(body);
  });
}

/**
 * Every connection sends its next request when the one before is answered. The clock begins when as many were answered as
 * there are connections: until then the server fills up, which costs the slower one more of a short turn. What is under way
 * at the end, as much as was at the beginning, is waited for and not counted: a server that still works on it would be a
 * burden to the turn after.
 */
export async function takeStep1Load(requests: Step1Requests, { server, connections, goesOn }: Step1Load): Promise<Taken> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const statuses: Record<number, number> = {};
  const mark = () => ({ at: performance.now(), usage: usageOf(server.pid) });
  let [sent, answered, isOver] = [0, 0, false];
  let begin = mark();
  let end = begin;

  const work = async () => {
    while (!isOver) {
      const sentAt = performance.now();
      sent += 1;
      const status = await sendOne(agent, server.origin, requests);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (isOver) return;
      answered += 1;
      if (answered > connections) latencies.push(performance.now() - sentAt);
      if (answered === connections) begin = mark();
      if (goesOn(sent, answered < connections ? 0 : performance.now() - begin.at)) continue;
      isOver = true;
      end = mark();
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
  return { latencies, statuses, milliseconds: end.at - begin.at, before: begin.usage, after: end.usage };
}
