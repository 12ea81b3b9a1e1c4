"use client";

import { useEffect } from "react";
import type { Theme } from "@/lib/i18n/theme";
import { applyTheme } from "./theme";

/** Runs before the first paint, where the server cannot know what the machine prefers. */
const beforePaint = `document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";`;

/** Follows the machine between light and dark while no theme was chosen. */
export function ThemeKeeper({ theme, nonce }: { theme: Theme; nonce: string | undefined }) {
  useEffect(() => {
    applyTheme(theme);
    if (theme !== "system") return;
    const machine = window.matchMedia("(prefers-color-scheme: dark)");
    const follow = () => applyTheme("system");
    machine.addEventListener("change", follow);
    return () => machine.removeEventListener("change", follow);
  }, [theme]);

  if (theme !== "system") return null;
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: beforePaint }} />;
}
