"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { useCommands } from "@/components/shell/commands";
import { useSingleKeys } from "@/components/shell/single-keys";
import { Icon } from "@/components/ui/icons";
import { controlClass } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";

/** Typing rests this long before it is searched for. */
const restMs = 250;

/** Searches while typing; `/` leads into it, Esc empties it. */
export function SearchBox({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const t = useTranslations("queue");
  const input = useRef<HTMLInputElement>(null);
  const singleKeys = useSingleKeys();
  const [typed, setTyped] = useState<string | null>(null);
  const [sent, setSent] = useState(q);
  const [seen, setSeen] = useState(q);

  // Another search than the one that was sent came from elsewhere, the browser's Back for one: what was typed is over.
  if (q !== seen) {
    setSeen(q);
    if (q !== sent) setTyped(null);
  }

  const search = (text: string) => {
    const wanted = text.trim().slice(0, 200);
    setSent(wanted);
    if (wanted !== q) onSearch(wanted);
  };
  const searchRested = useEffectEvent(search);

  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => searchRested(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const focus = () => input.current?.focus();
  useCommands(() => [{ id: "find", group: "page", label: t("searchHere"), keys: ["/"], run: focus }]);
  useHotkeys("/", focus, { useKey: true, preventDefault: true, enabled: singleKeys });

  return (
    <span className="relative flex max-w-[400px] min-w-0 flex-1 items-center">
      <Icon name="search" className="pointer-events-none absolute left-2 text-text-3" />
      <input
        ref={input}
        type="search"
        aria-label={t("search")}
        aria-keyshortcuts={singleKeys ? "/" : undefined}
        placeholder={t("searchHint")}
        value={typed ?? q}
        onChange={(event) => setTyped(event.target.value)}
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
      {singleKeys ? (
        <span aria-hidden="true" className="pointer-events-none absolute right-2 inline-flex">
          <Kbd>/</Kbd>
        </span>
      ) : null}
    </span>
  );
}
