"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import type { BulkRejected } from "@/lib/contracts/bulk";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import { agentCodes, countCharacters, isAgentCode, otherTextLimit, renderMessage, type AgentCode } from "@/lib/kyc/codes/reject-comments";
import { sendRejections, sendUndo } from "@/lib/queries/bulk";
import { BulkDialog } from "./bulk-dialog";
import { doneIds } from "./bulk-results";
import { useBulkRun, type BulkResult } from "./use-bulk-run";
import { useTimeLeft } from "./use-time-left";

type Rejected = BulkRejected["results"][number];

/** One code for all, decided case by case; what was rejected can be taken back together while nobody outside was told. */
export function BulkRejectDialog({ items, onClose }: { items: readonly SubmissionItem[]; onClose: (done: readonly string[]) => void }) {
  const t = useTranslations("bulk.reject");
  const [code, setCode] = useState<AgentCode | "">("");
  const [text, setText] = useState("");
  const [isTried, setTried] = useState(false);
  const [holder] = useState(() => crypto.randomUUID());
  const otherText = code === "other" ? text.trim() : null;
  const bulk = useBulkRun<Rejected>(items, (some) =>
    sendRejections({ holder, items: some.map(({ id, version }) => ({ submissionId: id, version })), code, otherText }),
  );
  const results = bulk.run?.results ?? [];
  const rejected = items.filter(({ id }) => results.some((result) => result.submissionId === id && result.undoUntil !== null));
  const undo = useBulkRun<BulkResult>(rejected, (some) => undoEach(some, results), 1);
  const undone = doneIds(undo.run);
  const until = Math.max(0, ...results.map(({ undoUntil }) => (undoUntil === null ? 0 : Date.parse(undoUntil))));
  const seconds = useTimeLeft(until);
  const textFault = otherText === "" ? t("textMissing") : countCharacters(text) > otherTextLimit ? t("textLong", { limit: otherTextLimit }) : null;

  return (
    <BulkDialog
      title={undo.run === null ? t("title", { count: items.length }) : t("undoTitle", { count: rejected.length })}
      text={undo.run === null ? t("text") : t("undoText")}
      act={t("act", { count: items.length })}
      danger
      items={items}
      run={undo.run ?? bulk.run}
      onSubmit={() => {
        setTried(true);
        if (undo.run !== null) void undo.start();
        else if (code !== "" && (otherText === null || textFault === null)) void bulk.start();
      }}
      onStop={undo.run === null ? bulk.stop : undo.stop}
      onClose={() => onClose(doneIds(bulk.run).filter((id) => !undone.includes(id)))}
      after={
        bulk.run !== null && !bulk.run.isRunning && undo.run === null && seconds > 0 ? (
          <Button onClick={() => void undo.start()}>{t("undo", { seconds })}</Button>
        ) : undefined
      }
    >
      <Field label={t("code")} error={isTried && code === "" ? t("codeMissing") : null}>
        <CodeSelect code={code} onCode={setCode} />
      </Field>
      {code === "other" ? (
        <Field label={t("otherText")} error={isTried ? textFault : null}>
          <TextArea rows={3} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
      ) : null}
      {code !== "" && code !== "other" ? <p className="text-text-2">{t("message", { message: renderMessage(code) })}</p> : null}
    </BulkDialog>
  );
}

/** Each has its own version and its own answer. */
async function undoEach(items: readonly SubmissionItem[], rejected: readonly Rejected[]): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (const { id } of items) {
    const version = rejected.find(({ submissionId }) => submissionId === id)?.version ?? 1;
    results.push({ submissionId: id, outcome: await sendUndo(id, version) });
  }
  return results;
}

function CodeSelect({ code, onCode }: { code: AgentCode | ""; onCode: (code: AgentCode | "") => void }) {
  const t = useTranslations("bulk.reject");
  const meaning = useTranslations("codes");
  return (
    <Select value={code} onChange={({ target: { value } }) => onCode(isAgentCode(value) ? value : "")}>
      <option value="">{t("choose")}</option>
      {agentCodes.map((each) => (
        <option key={each} value={each}>
          {`${meaning(each)} (${each})`}
        </option>
      ))}
    </Select>
  );
}
