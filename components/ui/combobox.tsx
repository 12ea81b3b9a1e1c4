"use client";

import { useId, useRef, useState, type ComponentProps, type KeyboardEvent, type RefObject } from "react";
import { classNames } from "./class-names";
import { exactOption, matchingOptions, optionText, type ComboboxOption } from "./combobox-match";
import { useFieldProps } from "./field";
import { controlClass } from "./input";

export interface ComboboxProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "role" | "list"> {
  options: readonly ComboboxOption[];
  value: string | null;
  /** Told at every key: the option that the text names exactly, by code or by name, else null; and the text itself. */
  onValueChange: (value: string | null, text: string) => void;
  /**
   * For lists that collect several: a text is an option once it was picked, by Enter or by leaving, and the input is empty
   * again. Enter never sends the form around it while a text is left.
   */
  clearOnPick?: boolean;
  /** The edge of the input that the list keeps to where it is wider. */
  listAlign?: "start" | "end";
  /** Names the list of options to a screen reader; not the field's own label, which names the input. */
  listLabel: string;
  /** Said under the input when no option matches. */
  noMatch: string;
}

/** What the list shows, which option is meant, and what each key does. */
function useList({ options, value, onValueChange, clearOnPick, onKeyDown }: Pick<ComboboxProps, "options" | "value" | "onValueChange" | "clearOnPick" | "onKeyDown">) {
  const listRef = useRef<HTMLUListElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);

  const chosen = options.find((option) => option.value === value) ?? null;
  const text = typed ?? (chosen ? optionText(chosen) : (value ?? ""));
  const matches = open ? matchingOptions(options, typed ?? "") : [];

  const close = () => {
    setOpen(false);
    setActive(-1);
  };

  const type = (next: string) => {
    setTyped(next);
    setOpen(true);
    setActive(-1);
    onValueChange(clearOnPick ? null : (exactOption(options, next)?.value ?? null), next);
  };

  const pick = (option: ComboboxOption) => {
    setTyped(clearOnPick ? "" : null);
    close();
    onValueChange(option.value, clearOnPick ? "" : optionText(option));
  };

  const moveTo = (index: number) => {
    setOpen(true);
    setActive(index);
    listRef.current?.children[index]?.scrollIntoView({ block: "nearest" });
  };

  const pressEnter = (event: KeyboardEvent) => {
    const option = matches[active] ?? exactOption(options, text) ?? (matches.length === 1 ? matches[0] : undefined);
    const isChosen = option !== undefined && option.value === value && active < 0;
    if (clearOnPick && text.trim() !== "") event.preventDefault();
    if (option === undefined && clearOnPick) return setOpen(true);
    if (option === undefined || isChosen) return close();
    event.preventDefault();
    pick(option);
  };

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const count = open ? matches.length : options.length;
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (count > 0) moveTo(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
    } else if (event.key === "Enter" && (open || (clearOnPick && text.trim() !== ""))) {
      pressEnter(event);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
    onKeyDown?.(event);
  };

  /** A text that names an option is that option; any other text stays to be mended. */
  const leave = () => {
    const named = exactOption(options, text);
    if (named && clearOnPick) pick(named);
    else if (named) setTyped(null);
    close();
  };

  return { listRef, text, open, active, matches, type, pick, press, leave, show: () => setOpen(true) };
}

/** An input with a list: arrows choose, Enter picks, Esc closes the list; a typed code or name needs no picking. */
export function Combobox({ options, value, onValueChange, clearOnPick = false, listLabel, noMatch, listAlign = "start", className, onKeyDown, onBlur, ...rest }: ComboboxProps) {
  const listId = useId();
  const list = useList({ options, value, onValueChange, clearOnPick, onKeyDown });
  const { active, matches } = list;
  const listed = matches.length > 0;

  return (
    <span className="relative block min-w-0">
      <input
        {...useFieldProps()}
        {...rest}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={listed}
        aria-controls={listed ? listId : undefined}
        aria-activedescendant={active >= 0 ? `${listId}-${active.toString()}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={list.text}
        onChange={(event) => list.type(event.target.value)}
        onClick={list.show}
        onKeyDown={list.press}
        onBlur={(event) => {
          list.leave();
          onBlur?.(event);
        }}
        className={classNames(controlClass, "h-8", className)}
      />
      {list.open ? (
        <ComboboxList
          id={listId}
          listRef={list.listRef}
          label={listLabel}
          options={matches}
          value={value}
          active={active}
          noMatch={noMatch}
          align={listAlign}
          onPick={list.pick}
        />
      ) : null}
    </span>
  );
}

interface ComboboxListProps {
  id: string;
  listRef: RefObject<HTMLUListElement | null>;
  label: string;
  options: readonly ComboboxOption[];
  value: string | null;
  active: number;
  noMatch: string;
  align: "start" | "end";
  onPick: (option: ComboboxOption) => void;
}

function ComboboxList({ id, listRef, label, options, value, active, noMatch, align, onPick }: ComboboxListProps) {
  return (
    <span className={classNames("absolute top-full z-30 mt-1 block w-full min-w-64 rounded-panel border border-line bg-surface p-1 shadow-pop", align === "start" ? "left-0" : "right-0")}>
      {options.length > 0 ? (
        <ul ref={listRef} id={id} role="listbox" aria-label={label} className="max-h-60 overflow-auto">
          {options.map((option, index) => (
            // The keys are the input's: aria-activedescendant names this option to it.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={option.value}
              id={`${id}-${index.toString()}`}
              role="option"
              aria-selected={option.value === value}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onPick(option)}
              className={classNames(
                "flex h-7 cursor-default items-center gap-2 rounded-small px-2",
                index === active ? "bg-accent-tint outline-2 -outline-offset-2 outline-focus" : "hover:bg-hover",
              )}
            >
              {option.value === option.label ? null : <span className="w-9 shrink-0 text-text-3">{option.value}</span>}
              <span className="truncate" title={option.label}>
                {option.label}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <span className="block px-2 py-1 text-text-3">{noMatch}</span>
      )}
    </span>
  );
}
