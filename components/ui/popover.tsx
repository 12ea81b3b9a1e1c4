"use client";

import { useEffect, useRef, type ReactNode } from "react";
import { classNames } from "./class-names";

export interface PopoverProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  label: string;
  /** The button that opens it; give it `aria-expanded` and `aria-haspopup="dialog"`. */
  trigger: ReactNode;
  /** What it shows now; another view takes the focus again. */
  view?: string;
  children: ReactNode;
  className?: string;
}

/** A small dialog under its button, not modal: Esc, a click outside and leaving it by Tab close it. */
export function Popover({ open, onOpenChange, label, trigger, view, children, className }: PopoverProps) {
  const root = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (open) panel.current?.querySelector<HTMLElement>("input, select, button")?.focus();
  }, [open, view]);

  useEffect(() => {
    if (!open) return;
    const pressOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) onOpenChange(false);
    };
    document.addEventListener("pointerdown", pressOutside);
    return () => document.removeEventListener("pointerdown", pressOutside);
  }, [open, onOpenChange]);

  return (
    <span
      ref={root}
      className="relative inline-flex min-w-0"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onOpenChange(false);
        root.current?.querySelector<HTMLElement>("[aria-haspopup]")?.focus();
      }}
      onBlur={(event) => {
        const next = event.relatedTarget;
        if (open && next instanceof Node && !event.currentTarget.contains(next)) onOpenChange(false);
      }}
    >
      {trigger}
      {open ? (
        <div
          ref={panel}
          role="dialog"
          aria-label={label}
          className={classNames("absolute top-full left-0 z-20 mt-1 rounded-panel border border-line bg-surface p-2 text-text shadow-pop", className)}
        >
          {children}
        </div>
      ) : null}
    </span>
  );
}
