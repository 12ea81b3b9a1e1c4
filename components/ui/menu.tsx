"use client";

import { cloneElement, createContext, use, useEffect, useId, useLayoutEffect, useRef, useState, type ComponentProps, type KeyboardEvent, type ReactElement, type ReactNode, type RefObject } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icons";
import { placeBeside, type Side } from "./place-beside";

const itemClass = "flex min-h-7 w-full items-center gap-2 rounded-small px-2 text-left select-none hover:bg-hover focus:bg-hover focus-visible:-outline-offset-2 disabled:text-text-off";

export interface MenuProps {
  /** One button; it opens the menu. */
  trigger: ReactElement<ComponentProps<"button">>;
  align?: "start" | "end";
  side?: Side;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

const CloseContext = createContext<() => void>(() => undefined);

/** A menu of acts: arrows move, letters find, Esc gives the focus back. */
export function Menu({ trigger, align = "start", side = "bottom", onOpenChange, children }: MenuProps) {
  const id = useId();
  const root = useRef<HTMLSpanElement>(null);
  const [startAt, setStartAt] = useState<"first" | "last" | null>(null);
  const isOpen = startAt !== null;

  const open = (at: "first" | "last") => {
    setStartAt(at);
    onOpenChange?.(true);
  };
  const dismiss = () => {
    setStartAt(null);
    onOpenChange?.(false);
  };
  const close = () => {
    dismiss();
    root.current?.querySelector("button")?.focus();
  };

  return (
    <span ref={root} className="contents">
      {cloneElement(trigger, {
        "aria-haspopup": "menu",
        "aria-expanded": isOpen,
        "aria-controls": isOpen ? id : undefined,
        onClick: () => (isOpen ? dismiss() : open("first")),
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          open(event.key === "ArrowDown" ? "first" : "last");
        },
      })}
      {isOpen ? (
        <CloseContext value={close}>
          <MenuPanel id={id} root={root} align={align} side={side} startAt={startAt} onDismiss={dismiss}>
            {children}
          </MenuPanel>
        </CloseContext>
      ) : null}
    </span>
  );
}

interface MenuPanelProps extends Required<Pick<MenuProps, "align" | "side" | "children">> {
  id: string;
  root: RefObject<HTMLSpanElement | null>;
  startAt: "first" | "last";
  onDismiss: () => void;
}

/** Stands in the browser's top layer, so that no table cuts it off; what scrolls under it closes it. */
function MenuPanel({ id, root, align, side, startAt, onDismiss, children }: MenuPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const close = use(CloseContext);
  const items = () => [...(panel.current?.querySelectorAll<HTMLElement>("[role^=menuitem]:enabled") ?? [])];

  useLayoutEffect(() => {
    const button = root.current?.querySelector("button");
    if (!panel.current || !button) return;
    panel.current.showPopover();
    placeBeside(panel.current, button, side, align);
    items().at(startAt === "first" ? 0 : -1)?.focus({ preventScroll: true });
  }, [root, side, align, startAt]);

  useEffect(() => {
    const leave = ({ target }: Event) => {
      if (!(target instanceof Node && root.current?.contains(target))) onDismiss();
    };
    const scroll = ({ target }: Event) => {
      if (target !== panel.current) onDismiss();
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    document.addEventListener("scroll", scroll, true);
    window.addEventListener("resize", onDismiss);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
      document.removeEventListener("scroll", scroll, true);
      window.removeEventListener("resize", onDismiss);
    };
  });

  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" || event.key === "Tab") {
      // Tab goes on from the button.
      if (event.key === "Escape") event.preventDefault();
      event.stopPropagation();
      return close();
    }
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    const target = targetOf(event, all, at);
    if (target === undefined) return;
    event.preventDefault();
    target.focus();
  };

  return (
    <div
      ref={panel}
      id={id}
      role="menu"
      tabIndex={-1}
      popover="manual"
      onKeyDown={press}
      className="fixed inset-auto m-0 min-w-44 overflow-auto rounded-panel border border-line bg-surface p-1 text-left font-normal text-text shadow-pop"
    >
      {children}
    </div>
  );
}

/** Where a key leads: arrows go round, Home and End to the ends, a letter to the next item that begins with it. */
function targetOf(event: KeyboardEvent, items: readonly HTMLElement[], at: number): HTMLElement | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return undefined;
  if (event.key === "ArrowDown") return items[(at + 1) % items.length];
  if (event.key === "ArrowUp") return items.at(at <= 0 ? -1 : at - 1);
  if (event.key === "Home") return items[0];
  if (event.key === "End") return items.at(-1);
  if (event.key.length !== 1 || event.key === " ") return undefined;
  const letter = event.key.toLowerCase();
  return [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) => item.textContent.trim().toLowerCase().startsWith(letter));
}

/** What every item is: a button out of the tab order that closes the menu before it acts. */
function Item({ onSelect, className, ...rest }: Omit<ComponentProps<"button">, "onSelect"> & { onSelect: () => void }) {
  const close = use(CloseContext);
  const select = () => {
    close();
    onSelect();
  };
  return <button type="button" tabIndex={-1} onClick={select} className={classNames(itemClass, className)} {...rest} />;
}

export interface MenuItemProps {
  onSelect: () => void;
  disabled?: boolean;
  danger?: boolean;
  children: ReactNode;
}

export function MenuItem({ onSelect, disabled, danger = false, children }: MenuItemProps) {
  return (
    <Item role="menuitem" disabled={disabled} onSelect={onSelect} className={danger ? "text-danger" : undefined}>
      {children}
    </Item>
  );
}

function Mark({ shown }: { shown: boolean }) {
  return <span className="inline-flex size-3.5 shrink-0">{shown ? <Icon name="check" small /> : null}</span>;
}

export interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; lang?: string }[];
  onChange: (value: Value) => void;
}

/** One of several, under a heading. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) {
  return (
    <div role="group" aria-label={label}>
      <div className="px-2 pt-1 text-small font-medium text-text-3">{label}</div>
      {options.map((option) => (
        <Item
          key={option.value}
          role="menuitemradio"
          aria-checked={option.value === value}
          lang={option.lang}
          onSelect={() => {
            if (option.value !== value) onChange(option.value);
          }}
        >
          <Mark shown={option.value === value} />
          {option.label}
        </Item>
      ))}
    </div>
  );
}

/** What is either on or off. */
export function MenuSwitch({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <Item role="menuitemcheckbox" aria-checked={checked} onSelect={() => onChange(!checked)}>
      <Mark shown={checked} />
      {label}
    </Item>
  );
}

export function MenuSeparator() {
  return <div role="separator" className="-mx-1 my-1 h-px bg-line" />;
}
