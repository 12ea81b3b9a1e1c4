"use client";

import { useEffect, useEffectEvent } from "react";

/** Where the palette lists an act: what the open page does, its images, pages to go to, choices of the desk. */
export const commandGroups = ["page", "images", "pages", "desk"] as const;

export interface Command {
  /** Unlike any other act's that is offered at the same time; a text that begins with it finds the act in every language. */
  id: string;
  group: (typeof commandGroups)[number];
  label: string;
  /** Other words that find it; never shown. */
  aliases?: readonly string[];
  /** The keys that do the same, one cap each. */
  keys?: readonly string[];
  /** Why it is not possible now, in words. */
  reason?: string | null;
  run: () => void;
}

/** Every key of a page, in words. */
export interface KeyMap {
  title: string;
  rows: readonly { keys: readonly string[]; text: string }[];
}

const commandSources = new Set<() => readonly Command[]>();
const keyMapSources = new Set<() => KeyMap>();

function useSource<Given>(sources: Set<() => Given>, source: () => Given): void {
  const newest = useEffectEvent(source);
  useEffect(() => {
    const read = () => newest();
    sources.add(read);
    return () => {
      sources.delete(read);
    };
  }, [sources]);
}

/** Offers acts in the palette as long as the component is on the page. They are asked for when the palette opens, and once more before one is done. */
export function useCommands(source: () => readonly Command[]): void {
  useSource(commandSources, source);
}

/** Gives the page's map of keys to `?`. */
export function useKeyMap(source: () => KeyMap): void {
  useSource(keyMapSources, source);
}

/** All that can be done now. Not while rendering. */
export function offeredCommands(): Command[] {
  return [...commandSources].flatMap((source) => source());
}

/** Not while rendering. */
export function offeredKeyMap(): KeyMap | null {
  const [source] = keyMapSources;
  return source?.() ?? null;
}

const openers = new Set<() => void>();

/** Lets menus open the palette, for who has no Ctrl+K at hand; undone by what it returns. */
export function providePalette(open: () => void): () => void {
  openers.add(open);
  return () => {
    openers.delete(open);
  };
}

export function openPalette(): void {
  for (const open of openers) open();
}
