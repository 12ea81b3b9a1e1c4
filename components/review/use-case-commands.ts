"use client";

import { useTranslations } from "next-intl";
import { useCommands } from "@/components/shell/commands";
import type { CaseActs } from "./use-case-acts";

export interface CaseCommandsInput {
  acts: CaseActs;
  /** The case waits and may be decided. */
  isOpen: boolean;
  mayClaim: boolean;
  mayNote: boolean;
  /** Why this page cannot write to it. */
  blocked: string | null;
  editing: boolean;
}

/** What can be done with the case, in the palette: deciding waits until an edit is over. */
export function useCaseCommands({ acts, isOpen, mayClaim, mayNote, blocked, editing }: CaseCommandsInput): void {
  const t = useTranslations("case");
  useCommands(() => {
    const group = "page";
    const reason = blocked ?? (editing ? t("foot.saveFirst") : null);
    const deciding = [
      { id: "approve", group, label: t("foot.approve"), keys: ["a"], reason, run: acts.approve },
      { id: "reject", group, label: t("foot.reject"), keys: ["r"], reason, run: acts.reject },
      { id: "edit", group, label: t("keys.edit"), keys: ["e"], reason, run: acts.edit },
      { id: "ask", group, label: t("foot.ask"), keys: ["q"], reason, run: acts.ask },
    ] as const;
    const ending = [
      { id: "save", group, label: t("keys.save"), keys: ["Enter"], reason: blocked, run: () => acts.save() },
      { id: "cancel", group, label: t("foot.cancelEdit"), keys: ["Esc"], run: acts.cancelEdit },
    ] as const;
    return [
      ...(isOpen && editing ? ending : []),
      ...(isOpen ? deciding : []),
      ...(mayClaim ? [{ id: "next", group, label: t("foot.next"), keys: ["n"], run: acts.next } as const] : []),
      ...(isOpen && mayClaim ? [{ id: "skip", group, label: t("skip"), run: acts.skip } as const] : []),
      ...(mayNote ? [{ id: "note", group, label: t("keys.note"), keys: ["m"], run: acts.note } as const] : []),
      { id: "shortcuts", group, label: t("foot.allKeys"), keys: ["?"], run: acts.keys },
    ];
  });
}
