import { expect, test } from "vitest";
import { listenAddress } from "./listen-address";

test.each([
  ["unset", {}, { host: "127.0.0.1", port: 3000 }],
  ["empty", { HOST: "", PORT: "" }, { host: "127.0.0.1", port: 3000 }],
  ["given", { HOST: "0.0.0.0", PORT: "8080" }, { host: "0.0.0.0", port: 8080 }],
])("HOST and PORT %s", (_name, given, expected) => {
  expect(listenAddress(given as unknown as NodeJS.ProcessEnv)).toEqual(expected);
});

test.each([
  ["PORT", { PORT: "abc" }],
  ["PORT", { PORT: "0" }],
  ["PORT", { PORT: "65536" }],
  ["PORT", { PORT: "80.5" }],
  ["HOST", { HOST: "http://localhost" }],
  ["HOST", { HOST: "127.0.0.1 " }],
])("a %s that cannot be listened on is named: %o", (name, given) => {
  expect(() => listenAddress(given as unknown as NodeJS.ProcessEnv)).toThrow(`${name}: `);
});
