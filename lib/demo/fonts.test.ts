import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { fontsConf, withShippedFonts } from "./fonts";

const foldersLeft = () => readdirSync(tmpdir()).filter((name) => name.startsWith("verdict-fonts-"));

test("a folder's name with signs of XML is written as text", () => {
  expect(fontsConf("/home/a & b/<fonts>", "/tmp/x")).toContain("<dir>/home/a &#38; b/&#60;fonts&#62;</dir>");
});

test("nothing is left in the folder for temporary files, whether drawing succeeds or fails", async () => {
  const before = foldersLeft();
  expect(await withShippedFonts(async () => foldersLeft().length)).toBe(before.length + 1);
  await expect(withShippedFonts(() => Promise.reject(new Error("no picture")))).rejects.toThrow("no picture");
  expect(foldersLeft()).toEqual(before);
});
