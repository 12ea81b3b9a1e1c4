"use client";

import * as Dropdown from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icons";

const itemClass =
  "flex min-h-7 w-full items-center gap-2 rounded-small px-2 text-left outline-none select-none data-[disabled]:text-text-off data-[highlighted]:bg-hover data-[highlighted]:outline-2 data-[highlighted]:-outline-offset-2 data-[highlighted]:outline-focus";

export interface MenuProps {
  /** One button; it opens the menu. */
  trigger: ReactNode;
  align?: "start" | "end";
  side?: "bottom" | "top";
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** A menu of acts: arrows move, letters find, Esc gives the focus back. */
export function Menu({ trigger, align = "start", side = "bottom", onOpenChange, children }: MenuProps) {
  return (
    <Dropdown.Root modal={false} onOpenChange={onOpenChange}>
      <Dropdown.Trigger asChild>{trigger}</Dropdown.Trigger>
      <Dropdown.Portal>
        <Dropdown.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-30 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-auto rounded-panel border border-line bg-surface p-1 text-text shadow-pop"
        >
          {children}
        </Dropdown.Content>
      </Dropdown.Portal>
    </Dropdown.Root>
  );
}

export interface MenuItemProps {
  onSelect: () => void;
  disabled?: boolean;
  danger?: boolean;
  children: ReactNode;
}

export function MenuItem({ onSelect, disabled, danger = false, children }: MenuItemProps) {
  return (
    <Dropdown.Item disabled={disabled} onSelect={onSelect} className={classNames(itemClass, danger && "text-danger")}>
      {children}
    </Dropdown.Item>
  );
}

export interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; lang?: string }[];
  onChange: (value: Value) => void;
}

/** One of several, under a heading. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) {
  const pick = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <Dropdown.RadioGroup value={value} onValueChange={pick} aria-label={label}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Dropdown.RadioItem key={option.value} value={option.value} lang={option.lang} className={itemClass}>
          <span className="size-3.5 shrink-0">
            <Dropdown.ItemIndicator>
              <Icon name="check" small />
            </Dropdown.ItemIndicator>
          </span>
          {option.label}
        </Dropdown.RadioItem>
      ))}
    </Dropdown.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Dropdown.Label className="px-2 pt-1 text-small font-medium text-text-3">{children}</Dropdown.Label>;
}

export function MenuSeparator() {
  return <Dropdown.Separator className="-mx-1 my-1 h-px bg-line" />;
}
