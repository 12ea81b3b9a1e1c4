"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState, type ComponentProps, type KeyboardEvent, type RefObject } from "react";
import { classNames } from "@/components/ui/class-names";
import { TextArea } from "@/components/ui/text-area";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Colleague } from "@/lib/contracts/notes";
import { colleaguesOptions } from "@/lib/queries/notes";
import { matchingColleagues, mentionQueryAt, withMention } from "./mention-text";

export interface MentionInputProps extends Omit<ComponentProps<"textarea">, "value" | "onChange"> {
  value: string;
  onType: (text: string) => void;
  onMention: (text: string, memberId: string) => void;
}

/** What the list of people offers at the caret, and what each key does to it. */
function useMentions(input: RefObject<HTMLTextAreaElement | null>, { value, onType, onMention }: Pick<MentionInputProps, "value" | "onType" | "onMention">) {
  const [wanted, setWanted] = useState(false);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const { data } = useQuery({ ...colleaguesOptions(), enabled: wanted });
  const at = caret === null ? null : mentionQueryAt(value, caret);
  const matches = at === null ? [] : matchingColleagues(data?.colleagues ?? [], at.query);

  const look = () => {
    setCaret(input.current?.selectionStart ?? null);
    setActive(0);
  };
  const close = () => setCaret(null);
  const pick = ({ memberId, name }: Colleague) => {
    if (at === null || caret === null) return;
    const next = withMention(value, at.start, caret, name);
    onMention(next.text, memberId);
    close();
    // The caret can stand there once the text does.
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.caret, next.caret);
    });
  };

  /** True where the key was the list's. A syllable that is being composed keeps its keys. */
  const press = (event: KeyboardEvent): boolean => {
    const chosen = matches[active];
    if (event.nativeEvent.isComposing || chosen === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") setActive((active + (event.key === "ArrowDown" ? 1 : -1) + matches.length) % matches.length);
    else if (event.key === "Enter" || event.key === "Tab") pick(chosen);
    else if (event.key === "Escape") close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const type = (text: string) => {
    onType(text);
    look();
  };
  return { matches, active, look, close, pick, press, type, want: () => setWanted(true) };
}

/** A text in which `@` offers the project's people: arrows choose, Enter or Tab takes, Esc closes the list. */
export function MentionInput({ value, onType, onMention, onKeyDown, className, ...rest }: MentionInputProps) {
  const t = useTranslations("notes");
  const listId = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const list = useMentions(input, { value, onType, onMention });
  const options = useRef<HTMLUListElement>(null);
  const isOpen = list.matches.length > 0;

  // The list may open below the part of the case that is in sight; the option comes last, so that it is seen in any case.
  useEffect(() => {
    options.current?.scrollIntoView({ block: "nearest" });
    options.current?.children[list.active]?.scrollIntoView({ block: "nearest" });
  }, [isOpen, list.active]);

  return (
    <span className="relative block min-w-0">
      <TextArea
        {...rest}
        ref={input}
        value={value}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${list.active.toString()}` : undefined}
        onFocus={list.want}
        onChange={(event) => list.type(event.target.value)}
        onClick={list.look}
        onKeyUp={(event) => {
          if (event.key === "ArrowLeft" || event.key === "ArrowRight") list.look();
        }}
        onBlur={list.close}
        onKeyDown={(event) => {
          if (!list.press(event)) onKeyDown?.(event);
        }}
        className={className}
      />
      <VisuallyHidden>
        <span aria-live="polite">{isOpen ? t("offered", { count: list.matches.length }) : null}</span>
      </VisuallyHidden>
      {isOpen ? (
        <ul ref={options} id={listId} role="listbox" aria-label={t("people")} className="absolute top-full left-0 z-30 mt-1 max-h-60 w-72 max-w-full overflow-auto rounded-panel border border-line bg-surface p-1 shadow-pop">
          {list.matches.map((colleague, index) => (
            // The keys are the text's: aria-activedescendant names this option to it. A press leaves the focus there.
            <li
              key={colleague.memberId}
              id={`${listId}-${index.toString()}`}
              role="option"
              aria-selected={index === list.active}
              onMouseDown={(event) => {
                event.preventDefault();
                list.pick(colleague);
              }}
              className={classNames("cursor-default rounded-small px-2 py-0.5", index === list.active ? "bg-accent-tint outline-2 -outline-offset-2 outline-focus" : "hover:bg-hover")}
            >
              <span className="block truncate" title={colleague.name}>
                {colleague.name}
              </span>
              <span className="block truncate text-small text-text-3" title={colleague.email}>
                {colleague.email}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </span>
  );
}
