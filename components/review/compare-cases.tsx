"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StatusBadge } from "@/components/kyc/status-badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";
import { fieldNames } from "@/lib/kyc/fields";
import { imageKinds } from "@/lib/kyc/images";
import { isSameValue } from "@/lib/kyc/review/compare";
import { imageUrl, submissionDetailOptions } from "@/lib/queries/submission-detail";
import { useFieldText } from "./field-text";

export interface CompareCasesProps {
  detail: SubmissionDetail;
  otherId: string;
  onClose: () => void;
}

/** Two cases side by side: their images, what counts of each, and what they were decided on. */
export function CompareCases({ detail, otherId, onClose }: CompareCasesProps) {
  const t = useTranslations("case.compareCases");
  const other = useQuery(submissionDetailOptions(otherId));
  return (
    <Dialog open isForReading onClose={onClose} width="wide" title={t("title")} footer={<Button onClick={onClose}>{t("close")}</Button>}>
      {other.data === undefined ? <p className="p-4 text-text-2">{other.isError ? t("failed") : t("loading")}</p> : <Both left={detail} right={other.data} />}
    </Dialog>
  );
}

const cell = "border-b border-line px-3 py-2 align-top break-words";

function Both({ left, right }: { left: SubmissionDetail; right: SubmissionDetail }) {
  const t = useTranslations("case.compareCases");
  const tImages = useTranslations("case.images");
  const tFields = useTranslations("fields");
  const timeZone = left.policy.options.timeZone;
  const kinds = imageKinds.filter((kind) => [left, right].some(({ images }) => images.some((image) => image.kind === kind)));

  return (
    <table className="w-full table-fixed border-separate border-spacing-0 text-left">
      <colgroup>
        <col className="w-[20%]" />
        <col />
        <col />
      </colgroup>
      <thead className="sticky top-0 bg-surface">
        <tr>
          <td className={cell} />
          <Head label={t("this")} detail={left} timeZone={timeZone} />
          <Head label={t("other")} detail={right} timeZone={timeZone} />
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => (
          <Line key={kind} label={tImages(kind)}>
            <Shot detail={left} kind={kind} />
            <Shot detail={right} kind={kind} />
          </Line>
        ))}
        {fieldNames.map((field) => {
          const [mine, theirs] = [left.final[field], right.final[field]];
          const differs = mine !== null && theirs !== null && !isSameValue(field, mine, theirs);
          return (
            <Line key={field} label={tFields(field)} differs={differs}>
              <Value detail={left} field={field} />
              <Value detail={right} field={field} />
            </Line>
          );
        })}
        <Line label={t("decision")}>
          <Decided detail={left} />
          <Decided detail={right} />
        </Line>
      </tbody>
    </table>
  );
}

function Head({ label, detail, timeZone }: { label: string; detail: SubmissionDetail; timeZone: string }) {
  return (
    <th scope="col" className={`${cell} font-medium`}>
      <span className="block">{label}</span>
      <span className="flex flex-wrap items-baseline gap-x-2 text-small font-normal text-text-2 tabular-nums">
        {formatInstant(detail.createdAt, timeZone)} <StatusBadge status={detail.status} />
      </span>
    </th>
  );
}

function Line({ label, differs = false, children }: { label: string; differs?: boolean; children: ReactNode }) {
  const t = useTranslations("case.compareCases");
  return (
    <tr className={differs ? "bg-warn-tint" : ""}>
      <th scope="row" className={`${cell} text-small font-medium text-text-2`}>
        {label}
        {differs ? (
          <span className="flex items-center gap-1 text-warn">
            <Icon name="differs" small />
            {t("differs")}
          </span>
        ) : null}
      </th>
      {children}
    </tr>
  );
}

function Shot({ detail, kind }: { detail: SubmissionDetail; kind: (typeof imageKinds)[number] }) {
  const t = useTranslations("case.compareCases");
  const tImages = useTranslations("case.images");
  const image = detail.images.find((each) => each.kind === kind);
  return (
    <td className={cell}>
      {image === undefined ? (
        <span className="text-text-3">{t("none")}</span>
      ) : (
        // Personal data: only the authorised route may serve it, unoptimised.
        <img src={imageUrl(detail.id, kind, "display")} alt={tImages(kind)} width={image.width} height={image.height} className="max-h-64 w-auto max-w-full rounded-control bg-stage" />
      )}
    </td>
  );
}

function Value({ detail, field }: { detail: SubmissionDetail; field: (typeof fieldNames)[number] }) {
  const t = useTranslations("case.compareCases");
  const text = useFieldText();
  const value = detail.final[field];
  return (
    <td className={cell} dir="auto">
      {value === null ? <span className="text-text-3">{t("none")}</span> : text(field, value)}
    </td>
  );
}

function Decided({ detail }: { detail: SubmissionDetail }) {
  const t = useTranslations("case.compareCases");
  const { decision } = detail;
  return (
    <td className={cell}>
      {decision === null ? (
        <span className="text-text-3">{t("undecided")}</span>
      ) : (
        <>
          <p>
            <StatusBadge status={decision.outcome} /> {decision.reviewerName}
          </p>
          {decision.codes.map((code, index) => (
            <p key={code}>
              <span className="mono text-text-3">{code}</span> <span dir="auto">{decision.comments[index]}</span>
            </p>
          ))}
        </>
      )}
    </td>
  );
}
