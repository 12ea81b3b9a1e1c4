"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { Icon } from "@/components/ui/icons";
import { controlClass } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";

/** Typing rests this long before it is searched for. */
const restMs = 250;

/** Searches while typing; `/` leads into it, Esc empties it. */
export function SearchBox({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const t = useTranslations("queue");
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [typed, setTyped] = useState<string | null>(null);

  useEffect(() => () => clearTimeout(timer.current), []);
  useHotkeys("/", () => input.current?.focus(), { useKey: true, preventDefault: true });

  const search = (text: string) => {
    clearTimeout(timer.current);
    if (text.trim().slice(0, 200) !== q) onSearch(text.trim().slice(0, 200));
  };
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(text), restMs);
  };

  return (
    <span className="relative flex max-w-[400px] min-w-0 flex-1 items-center">
      <Icon name="search" className="pointer-events-none absolute left-2 text-text-3" />
      <input
        ref={input}
        type="search"
        aria-label={t("search")}
        aria-keyshortcuts="/"
        placeholder={t("searchHint")}
        value={typed ?? q}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") search(event.currentTarget.value);
          if (event.key === "Escape") {
            setTyped("");
            search("");
          }
        }}
        onBlur={(event) => {
          if (typed !== null) search(event.currentTarget.value);
          setTyped(null);
        }}
        className={`${controlClass} h-8 pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden`}
      />
      <span aria-hidden="true" className="pointer-events-none absolute right-2 inline-flex">
        <Kbd>/</Kbd>
      </span>
    </span>
  );
}
