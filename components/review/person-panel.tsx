"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { StatusBadge } from "@/components/kyc/status-badge";
import { Button } from "@/components/ui/button";
import type { RelatedItem } from "@/lib/contracts/related";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";
import { can } from "@/lib/kyc/roles";
import { faceSearchOptions, relatedOptions } from "@/lib/queries/related";
import { useViewer } from "@/lib/queries/use-viewer";

const CompareCases = lazy(async () => ({ default: (await import("./compare-cases")).CompareCases }));

type Item = Omit<RelatedItem, "by">;

/** Other submissions that have something in common with this one, what they were decided on, and a look at both side by side. */
export function PersonPanel({ detail }: { detail: SubmissionDetail }) {
  const t = useTranslations("case.relatedPeople");
  const { role } = useViewer();
  const [compared, setCompared] = useState<string | null>(null);
  const related = useQuery(relatedOptions(detail.id));
  const timeZone = detail.policy.options.timeZone;
  const lineOf = (item: Item, words: ReactNode) => <RelatedLine key={item.id} item={item} words={words} timeZone={timeZone} onCompare={() => setCompared(item.id)} />;

  return (
    <section aria-label={t("title")} className="min-w-0 px-4 pt-3 pb-2">
      <h2 className="mb-1 font-semibold">{t("title")}</h2>
      {related.data === undefined ? <p className="text-text-3">{related.isError ? t("failed") : t("loading")}</p> : null}
      {related.data?.items.length === 0 ? <p className="text-text-3">{t("none")}</p> : null}
      <ul className="grid gap-2">{related.data?.items.map((item) => lineOf(item, item.by.map((relation) => t(`by.${relation}`)).join(", ")))}</ul>
      {can(role, "submissions.decide") && detail.images.some(({ kind }) => kind === "selfieImage") ? <Faces submissionId={detail.id} lineOf={lineOf} /> : null}
      {compared === null ? null : (
        <Suspense>
          <CompareCases detail={detail} otherId={compared} onClose={() => setCompared(null)} />
        </Suspense>
      )}
    </section>
  );
}

interface RelatedLineProps {
  item: Item;
  words: ReactNode;
  timeZone: string;
  onCompare: () => void;
}

function RelatedLine({ item, words, timeZone, onCompare }: RelatedLineProps) {
  const t = useTranslations("case.relatedPeople");
  const time = formatInstant(item.createdAt, timeZone);
  return (
    <li className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
      <div className="min-w-0">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <Link href={`/submissions/${item.id}`} prefetch={false} className="tabular-nums underline-offset-2 hover:underline">
            {time}
          </Link>
          <StatusBadge status={item.status} />
          {item.fullName === null ? null : (
            <span className="min-w-0 truncate" title={item.fullName} dir="auto">
              {item.fullName}
            </span>
          )}
        </p>
        <p className="text-small text-text-2">{words}</p>
        {item.codes.length > 0 ? (
          <p className="mono truncate text-text-3" title={item.codes.join(", ")}>
            {item.codes.join(", ")}
          </p>
        ) : null}
      </div>
      {item.status === "deleted" ? null : (
        <Button variant="quiet" size="small" aria-label={t("compareWith", { time })} onClick={onCompare}>
          {t("compare")}
        </Button>
      )}
    </li>
  );
}

interface FacesProps {
  submissionId: string;
  lineOf: (item: Item, words: ReactNode) => ReactNode;
}

function Faces({ submissionId, lineOf }: FacesProps) {
  const t = useTranslations("case.relatedPeople");
  const search = useMutation(faceSearchOptions(submissionId));
  const { data } = search;
  const said = search.isError || data?.outcome === "error" ? t("facesFailed") : data?.outcome === "not_available" ? t("facesNotRun") : data?.items.length === 0 ? t("noFaces") : null;
  return (
    <div className="mt-2 grid gap-2">
      {data?.outcome === "ok" && data.items.length > 0 ? (
        <>
          <h3 className="text-small text-text-3">{t("faces")}</h3>
          <ul className="grid gap-2">{data.items.map((item) => lineOf(item, t("score", { score: item.score })))}</ul>
        </>
      ) : null}
      <p role="status" className="text-text-3">
        {said}
      </p>
      {data?.outcome === "ok" || data?.outcome === "not_available" ? null : (
        <Button size="small" inactive={search.isPending} onClick={() => search.mutate()} className="justify-self-start">
          {search.isPending ? t("searching") : t("searchFace")}
        </Button>
      )}
    </div>
  );
}
