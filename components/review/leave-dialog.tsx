"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Asks before what was typed is left behind. */
export function LeaveDialog({ open, onStay, onLeave }: { open: boolean; onStay: () => void; onLeave: () => void }) {
  const t = useTranslations("case.leave");
  return (
    <Dialog
      open={open}
      onClose={onStay}
      title={t("title")}
      description={t("text")}
      footer={
        <>
          <span className="flex-1" />
          <Button shortcut="Esc" onClick={onStay}>
            {t("stay")}
          </Button>
          <Button variant="danger" onClick={onLeave}>
            {t("leave")}
          </Button>
        </>
      }
    />
  );
}
