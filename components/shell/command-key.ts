"use client";

/** How the key that goes with a command is written on the keyboards of this machine. Not on the server. */
export function commandKey(): "⌘" | "Ctrl" {
  return /^(Mac|iP)/.test(navigator.platform) ? "⌘" : "Ctrl";
}
