import "server-only";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { CommandError } from "./runtime";

const silent = new Writable({ write: (_chunk, _encoding, done) => done() });

/** A new password: MEMBER_PASSWORD, else asked for twice without echo, else the first line of standard input. */
export async function readPassword(): Promise<string> {
  if (process.env.MEMBER_PASSWORD) return process.env.MEMBER_PASSWORD;
  if (!process.stdin.isTTY) return readLine(null);

  const first = await readLine("Password: ");
  const second = await readLine("Password, once more: ");
  if (first !== second) throw new CommandError("The two passwords differ.");
  return first;
}

/** One line; with a prompt from the terminal, where what is typed is not shown. */
function readLine(prompt: string | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface(prompt === null ? { input: process.stdin } : { input: process.stdin, output: silent, terminal: true });
    let answer: string | null = null;
    if (prompt !== null) process.stderr.write(prompt);
    lines.once("line", (line) => {
      answer = line;
      lines.close();
    });
    lines.once("close", () => {
      if (prompt !== null) process.stderr.write("\n");
      if (answer === null) reject(new CommandError("No password was given."));
      else resolve(answer);
    });
  });
}
