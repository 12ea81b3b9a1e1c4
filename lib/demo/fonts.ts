import "server-only";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const escapeXml = (text: string) => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The configuration of fontconfig that knows one folder of fonts and keeps its cache in another. */
export function fontsConf(fonts: string, cache: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${escapeXml(fonts)}</dir><cachedir>${escapeXml(cache)}</cachedir></fontconfig>`;
}

/**
 * Draws with the fonts that the project ships with: a fresh machine may have none, and none with Hangul. The drawing
 * library reads its configuration with the first picture of the process, which must be one of `draw`.
 */
export async function withShippedFonts<T>(draw: () => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "verdict-fonts-"));
  try {
    const file = path.join(folder, "fonts.conf");
    writeFileSync(file, fontsConf(path.resolve("node_modules/pretendard/dist/public/static"), folder));
    process.env.FONTCONFIG_FILE = file;
    return await draw();
  } finally {
    delete process.env.FONTCONFIG_FILE;
    rmSync(folder, { recursive: true, force: true });
  }
}
