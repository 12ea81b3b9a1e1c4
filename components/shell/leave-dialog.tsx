"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { LeaveGuard } from "./use-leave-guard";

/** Asks before what was typed is lost. */
export function LeaveDialog({ guard }: { guard: LeaveGuard }) {
  const t = useTranslations("shell.leave");
  return (
    <Dialog
      open={guard.isAsking}
      onClose={guard.stay}
      title={t("title")}
      description={t("text")}
      footer={
        <>
          <span className="flex-1" />
          <Button shortcut="Esc" onClick={guard.stay}>
            {t("stay")}
          </Button>
          <Button variant="danger" onClick={guard.leave}>
            {t("leave")}
          </Button>
        </>
      }
    />
  );
}
