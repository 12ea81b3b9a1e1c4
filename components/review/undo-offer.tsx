"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { LastAct } from "./last-act";
import { useRemaining } from "./use-remaining";

/** What was done, the rest of the time to take it back, and the button that does. */
export function UndoOffer({ message, act }: { message: string; act: LastAct }) {
  const t = useTranslations("case.undo");
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <span>{message}</span>
      {act.until === null ? <UndoButton act={act} label={t("withdraw")} /> : <Timed act={act} until={act.until} label={t("undo")} />}
    </div>
  );
}

function Timed({ act, until, label }: { act: LastAct; until: number; label: string }) {
  const seconds = useRemaining(until);
  if (seconds === 0) return null;
  return (
    <>
      <Remaining seconds={seconds} />
      <UndoButton act={act} label={label} />
    </>
  );
}

const UndoButton = ({ act, label }: { act: LastAct; label: string }) => (
  <Button size="small" shortcut="z" aria-keyshortcuts="z" onClick={() => act.takeBack(act)}>
    {label}
  </Button>
);

/** Seen to run down, and not read out at every second. */
export function Remaining({ seconds }: { seconds: number }) {
  const t = useTranslations("case.undo");
  return (
    <span role="timer" aria-live="off" className="whitespace-nowrap text-text-2 tabular-nums">
      {t("releasedIn", { seconds })}
    </span>
  );
}
