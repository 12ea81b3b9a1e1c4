import "server-only";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Points the drawing library at the fonts that the project ships with: a fresh machine may have none, and none with
 * Hangul. Must run before the first picture is drawn.
 */
export function registerShippedFonts(): void {
  const folder = mkdtempSync(path.join(tmpdir(), "verdict-fonts-"));
  const fonts = path.resolve("node_modules/pretendard/dist/public/static");
  const file = path.join(folder, "fonts.conf");
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${folder}</cachedir></fontconfig>`,
  );
  process.env.FONTCONFIG_FILE = file;
}
