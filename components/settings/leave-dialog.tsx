"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Asks before what was typed is lost. */
export function LeaveDialog({ leavingTo, onStay }: { leavingTo: string | null; onStay: () => void }) {
  const t = useTranslations("settings.leave");
  const router = useRouter();
  return (
    <Dialog
      open={leavingTo !== null}
      onClose={onStay}
      title={t("title")}
      description={t("text")}
      footer={
        <>
          <span className="flex-1" />
          <Button onClick={onStay}>{t("stay")}</Button>
          {/* The path is that of a link of this desk. */}
          <Button variant="primary" onClick={() => router.push((leavingTo ?? "/queue") as Route)}>
            {t("leave")}
          </Button>
        </>
      }
    />
  );
}
