"use client";

import { useTranslations } from "next-intl";
import { useId, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { classNames } from "@/components/ui/class-names";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons";
import { controlClass } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { commandKey } from "./command-key";
import { listed } from "./command-list";
import type { Command } from "./commands";
import { useDeskCommands } from "./desk-commands";

export interface CommandPaletteProps {
  /** What the open page offers. */
  offered: readonly Command[];
  onClose: () => void;
  /** The map of keys, for a page without one of its own. */
  onKeys: () => void;
  /** Called for an act that is possible. */
  onChoose: (command: Command) => void;
}

/** Every act and page by name: what is typed finds, arrows choose, Enter does it. The first that fits is chosen from the start. */
export function CommandPalette({ offered, onClose, onKeys, onChoose }: CommandPaletteProps) {
  const t = useTranslations("shell.palette");
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const { commands, searchFor } = useDeskCommands();

  const keys: Command = { id: "shortcuts", group: "desk", label: t("keys"), keys: ["?"], run: onKeys };
  const all = [...offered, ...commands, ...(offered.some(({ id }) => id === keys.id) ? [] : [keys])];
  const search = text.trim() === "" ? null : searchFor(text.trim().slice(0, 200));
  const shown = [...listed(all, text), ...(search ? [search] : [])];
  const choose = (command: Command | undefined) => {
    if (command && !command.reason) onChoose(command);
  };
  const moveTo = (index: number) => {
    setActive(index);
    list.current?.querySelectorAll("[role=option]").item(index).scrollIntoView({ block: "nearest" });
  };
  const press = (event: KeyboardEvent) => {
    // Enter that ends a syllable is the input method's; some browsers tell only by the old code that it was.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && shown.length > 0) moveTo((active + step + shown.length) % shown.length);
    else if (event.key === "Enter" && !event.repeat) choose(shown[active]);
    else if (event.code === "KeyK" && (event.ctrlKey || event.metaKey)) onClose();
    else return;
    event.preventDefault();
  };

  const field = (
    <span className="relative flex items-center">
      <Icon name="search" className="pointer-events-none absolute left-2 text-text-3" />
      <input
        ref={input}
        role="combobox"
        aria-label={t("input")}
        aria-autocomplete="list"
        aria-expanded={shown.length > 0}
        aria-controls={listId}
        aria-activedescendant={shown.length > 0 ? `${listId}-${active.toString()}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t("hint")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          list.current?.scrollTo({ top: 0 });
        }}
        onKeyDown={press}
        className={`${controlClass} h-8 pl-8`}
      />
    </span>
  );
  return (
    <Dialog open onClose={onClose} title={t("title")} header={field} initialFocus={input} footer={<Hints />}>
      <div className="relative">
        <Options id={listId} listRef={list} label={t("title")} shown={shown} active={active} onPoint={setActive} onChoose={choose} />
        {shown.length === 0 ? (
          <p role="status" className="absolute top-0 px-4 py-3 text-text-2">
            {t("none")}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

interface OptionsProps {
  id: string;
  listRef: RefObject<HTMLDivElement | null>;
  label: string;
  shown: readonly Command[];
  active: number;
  onPoint: (index: number) => void;
  onChoose: (command: Command) => void;
}

/** The acts under the headings of their groups; the search stands under its own. As high without any, so that nothing jumps while typing. */
function Options({ id, listRef, label, shown, active, onPoint, onChoose }: OptionsProps) {
  const t = useTranslations("shell.palette.groups");
  const headingOf = (command: Command) => t(command.id === "search" ? "search" : command.group);
  const headings = [...new Set(shown.map(headingOf))];

  return (
    <div ref={listRef} id={id} role="listbox" aria-label={label} className="h-[min(400px,calc(100dvh-208px))] overflow-auto py-1">
      {headings.map((heading) => (
        <div key={heading} role="group" aria-label={heading}>
          <div aria-hidden="true" className="px-4 pt-2 pb-1 text-small font-medium text-text-3">
            {heading}
          </div>
          {shown.map((command, index) =>
            headingOf(command) === heading ? (
              <Option key={command.id} id={`${id}-${index.toString()}`} command={command} isActive={index === active} onPoint={() => onPoint(index)} onChoose={() => onChoose(command)} />
            ) : null,
          )}
        </div>
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  command: Command;
  isActive: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function Option({ id, command: { label, reason, keys }, isActive, onPoint, onChoose }: OptionProps) {
  return (
    // The input keeps the focus, and names the chosen option as the one that its keys act on.
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-disabled={reason ? true : undefined}
      title={label}
      onPointerMove={onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={classNames("flex h-8 w-full items-center gap-2 px-4 text-left whitespace-nowrap select-none", isActive && "bg-accent-tint", reason && "text-text-3")}
    >
      <span className={classNames("min-w-0 truncate", reason && "text-text-off")}>{label}</span>
      {reason ? <span className="min-w-0 flex-1 truncate text-right text-small">{reason}</span> : <span className="flex-1" />}
      {reason ? null : keys?.map((key) => <Kbd key={key}>{key}</Kbd>)}
    </button>
  );
}

const hints = [
  { name: "choose", keys: ["↑", "↓"] },
  { name: "act", keys: ["Enter"] },
  { name: "close", keys: ["Esc"] },
] as const;

function Hints() {
  const t = useTranslations("shell.palette.hints");
  return (
    <div className="flex flex-1 items-center gap-4 text-small text-text-3">
      {hints.map(({ name, keys }) => (
        <span key={name} className="inline-flex items-center gap-1">
          {keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
          {t(name)}
        </span>
      ))}
      <span className="flex-1" />
      <span className="inline-flex items-center gap-1">
        <Kbd>{commandKey()}</Kbd>
        <Kbd>K</Kbd>
      </span>
    </div>
  );
}
