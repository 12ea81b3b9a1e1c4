import type { KeyboardEvent, RefObject } from "react";
import { useSingleKeys } from "@/components/shell/single-keys";
import type { AgentCode } from "@/lib/kyc/codes/reject-comments";
import { digitOf, keyOf } from "./key-of";
import { choosableOf, codeOfDigit, type PickerList } from "./picker-list";

export interface PickerKeysInput {
  list: PickerList;
  search: RefObject<HTMLInputElement | null>;
  /** Holds the tick boxes, in the order of the arrows. */
  body: RefObject<HTMLElement | null>;
  toggle: (code: AgentCode) => void;
  confirm: () => void;
}

const isTextField = (target: EventTarget) => target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "checkbox");

/** The picker's keys: Ctrl+Enter confirms, arrows move between boxes, digits tick, / searches, Enter ticks the only match. */
export function usePickerKeys({ list, search, body, toggle, confirm }: PickerKeysInput): (event: KeyboardEvent<HTMLElement>) => void {
  const singleKeys = useSingleKeys();
  const move = (target: EventTarget, step: 1 | -1) => {
    const all = [...(body.current?.querySelectorAll<HTMLInputElement>("input[type=checkbox]:enabled") ?? [])];
    const at = all.findIndex((box) => box === target);
    if (at < 0) all.at(step === 1 ? 0 : -1)?.focus();
    else all[(at + step + all.length) % all.length]?.focus();
  };
  const pressOutsideText = (event: KeyboardEvent) => {
    const digit = digitOf(event);
    const code = digit === null ? null : codeOfDigit(list, digit);
    if (keyOf(event) === "/") {
      event.preventDefault();
      search.current?.focus();
    } else if (code !== null) {
      event.preventDefault();
      toggle(code);
    }
  };
  const pressPlain = (event: KeyboardEvent<HTMLElement>) => {
    const isArrow = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (isArrow && !(event.target instanceof HTMLTextAreaElement)) {
      event.preventDefault();
      move(event.target, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.target === search.current && event.key === "Enter") {
      event.preventDefault();
      const [only, ...others] = choosableOf(list);
      if (only && others.length === 0) toggle(only.code);
    } else if (singleKeys && !isTextField(event.target)) pressOutsideText(event);
  };
  return (event) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!event.repeat) confirm();
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey) pressPlain(event);
  };
}
