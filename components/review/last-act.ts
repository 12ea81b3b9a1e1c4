import { singleKeysAreOn } from "@/components/shell/single-keys";
import type { TakenBack } from "@/lib/queries/take-back";
import { keyOf } from "./key-of";
import { isElsewhere } from "./use-case-keys";

/** What `z` takes back, how, and until when, by the browser's own clock; a proposal waits without an end. */
export interface LastAct extends TakenBack {
  until: number | null;
  takeBack: (act: LastAct) => void;
}

/** The last decision that was made in this tab: it can be taken back from every page of the desk. */
let made: LastAct | null = null;
/** What the case on screen has to take back, made elsewhere or before the page was loaded. */
let shown: LastAct | null = null;

const isTyping = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea") || (target instanceof HTMLSelectElement && target.form !== null));

function press(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || keyOf(event) !== "z") return;
  if (!singleKeysAreOn() || isElsewhere(event) || isTyping(event)) return;
  const act = made ?? shown;
  if (act === null) return;
  event.preventDefault();
  act.takeBack(act);
}

/** The key is heard as long as there is something to take back. */
function listen(): void {
  if (made === null && shown === null) document.removeEventListener("keydown", press);
  else document.addEventListener("keydown", press);
}

export function setLastAct(act: LastAct): void {
  made = act;
  listen();
}

/** It is taken back, or cannot be any more. */
export function forgetAct({ submissionId, version }: TakenBack): void {
  if (made?.submissionId === submissionId && made.version === version) made = null;
  listen();
}

/** Until what it returns is called. */
export function setShownAct(act: LastAct): () => void {
  shown = act;
  listen();
  return () => {
    if (shown === act) shown = null;
    listen();
  };
}

export const isOver = ({ until }: Pick<LastAct, "until">, now: number): boolean => until !== null && now > until;
