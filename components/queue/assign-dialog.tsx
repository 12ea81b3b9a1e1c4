"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { reasonLength } from "@/lib/contracts/bulk";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import { sendAssignment } from "@/lib/queries/bulk";
import { decidersOptions } from "@/lib/queries/deciders";
import { BulkDialog } from "./bulk-dialog";
import { doneIds } from "./bulk-results";
import { useBulkRun } from "./use-bulk-run";

const nobody = "nobody";

/** Whose the cases become, and why. */
export function AssignDialog({ items, onClose }: { items: readonly SubmissionItem[]; onClose: (done: readonly string[]) => void }) {
  const t = useTranslations("bulk.assign");
  const deciders = useQuery(decidersOptions());
  const [member, setMember] = useState("");
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const bulk = useBulkRun(items, (some) => sendAssignment(some.map(({ id }) => id), member === nobody ? null : member, reason.trim()));
  const isWhole = member !== "" && reason.trim() !== "";

  return (
    <BulkDialog
      title={t("title", { count: items.length })}
      text={t("text")}
      act={t("act")}
      items={items}
      run={bulk.run}
      onSubmit={() => {
        setTried(true);
        if (isWhole) void bulk.start();
      }}
      onStop={bulk.stop}
      onClose={() => onClose(doneIds(bulk.run))}
    >
      <Field label={t("member")} error={isTried && member === "" ? t("memberMissing") : deciders.isError ? t("membersFailed") : null}>
        <Select value={member} onChange={(event) => setMember(event.target.value)}>
          <option value="">{t("choose")}</option>
          <option value={nobody}>{t("nobody")}</option>
          {(deciders.data?.members ?? []).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("reason")} hint={t("reasonHint")} error={isTried && reason.trim() === "" ? t("reasonMissing") : null}>
        <TextArea rows={3} maxLength={reasonLength} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </BulkDialog>
  );
}
