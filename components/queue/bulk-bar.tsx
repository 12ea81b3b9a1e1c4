"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { bulkLimit } from "@/lib/contracts/bulk";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import { can, type Role } from "@/lib/kyc/roles";
import { submissionKeys } from "@/lib/queries/submission-keys";
import { AssignDialog } from "./assign-dialog";
import { BulkRejectDialog } from "./bulk-reject-dialog";
import { PriorityDialog } from "./priority-dialog";
import type { Selection } from "./use-selection";

type Act = "assign" | "priority" | "reject";

/** What may be done with the selected cases. An act is about the cases that were selected when it was chosen. */
export function BulkBar({ selection, role }: { selection: Selection; role: Role }) {
  const t = useTranslations("bulk");
  const queryClient = useQueryClient();
  const [act, setAct] = useState<{ name: Act; items: readonly SubmissionItem[] } | null>(null);
  const { items } = selection;
  const isTooMany = items.length > bulkLimit;
  const mayAssign = can(role, "submissions.assign");
  const begin = (name: Act) => setAct({ name, items });

  // What was done is selected no more; what failed stays, to be tried again or opened.
  const close = (done: readonly string[]) => {
    setAct(null);
    selection.set(items.filter(({ id }) => done.includes(id)), false);
    void queryClient.invalidateQueries({ queryKey: submissionKeys.queue() });
  };

  return (
    <>
      <section aria-label={t("label")} className="flex h-12 shrink-0 items-center gap-2 border-t border-line bg-accent-tint px-4 whitespace-nowrap">
        <span aria-live="polite" className="min-w-0 truncate font-medium tabular-nums">
          {t("selected", { count: items.length })}
          {isTooMany ? <span className="ml-2 font-normal text-text-2">{t("tooMany", { limit: bulkLimit })}</span> : null}
        </span>
        <span className="flex-1" />
        {mayAssign ? (
          <>
            <Button size="small" inactive={isTooMany} onClick={() => begin("assign")}>
              {t("assign.open")}
            </Button>
            <Button size="small" inactive={isTooMany} onClick={() => begin("priority")}>
              {t("priority.open")}
            </Button>
          </>
        ) : null}
        <Button size="small" inactive={isTooMany} onClick={() => begin("reject")}>
          {t("reject.open")}
        </Button>
        <Button size="small" variant="quiet" onClick={selection.clear}>
          {t("clear")}
        </Button>
      </section>
      {act?.name === "assign" ? <AssignDialog items={act.items} onClose={close} /> : null}
      {act?.name === "priority" ? <PriorityDialog items={act.items} onClose={close} /> : null}
      {act?.name === "reject" ? <BulkRejectDialog items={act.items} onClose={close} /> : null}
    </>
  );
}
