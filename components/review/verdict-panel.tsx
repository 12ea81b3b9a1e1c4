"use client";

import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icons";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import type { RuleName, RuleResult } from "@/lib/kyc/rules/rule";
import type { HitComment, Verdict } from "./draft";
import { useHitReason } from "./hit-reason";

export interface VerdictPanelProps {
  detail: SubmissionDetail;
  verdict: Verdict;
  hits: readonly HitComment[];
  editing: boolean;
}

/** What the rules say of the case as it would be saved; a live region, so that it is heard while typing. */
export function VerdictPanel({ detail, verdict, hits, editing }: VerdictPanelProps) {
  const t = useTranslations("case.verdict");
  const fieldName = useTranslations("fields");
  const isHit = hits.length > 0;
  const unfinished = verdict.errors.map((error) => fieldName(error.path)).join(", ");

  return (
    <div role="status">
      {hits.map((hit) => (
        <HitLine key={hit.rule} detail={detail} verdict={verdict} hit={hit} editing={editing} />
      ))}
      {!isHit && unfinished === "" ? (
        <p className="flex items-start gap-2 font-medium">
          <Icon name={verdict.missing.length > 0 ? "not-run" : "pending"} className="mt-0.5 text-text-3" />
          {editing ? t("clear") : t("missing")}
        </p>
      ) : null}
      {unfinished === "" ? null : (
        <p className="flex items-start gap-2 font-medium">
          <Icon name="doubt" className="mt-0.5 text-warn" />
          {t("unfinished", { fields: unfinished })}
        </p>
      )}
      <dl className="mt-1 grid grid-cols-[120px_minmax(0,1fr)] gap-x-2 gap-y-1 pl-6 min-[1200px]:grid-cols-[136px_minmax(0,1fr)]">
        {isHit ? (
          <>
            <dt className="text-text-3">{t("applicantReads")}</dt>
            <dd>
              {hits.map((hit) => (
                <p key={hit.rule} lang="en">
                  {hit.message}
                </p>
              ))}
            </dd>
          </>
        ) : null}
        <dt className="text-text-3">{t("policy", { version: detail.policy.version })}</dt>
        <dd>
          <RuleWords results={verdict.results} hits={hits} />
        </dd>
      </dl>
    </div>
  );
}

function HitLine({ detail, verdict, hit, editing }: { detail: SubmissionDetail; verdict: Verdict; hit: HitComment; editing: boolean }) {
  const t = useTranslations("case.verdict");
  const reason = useHitReason(detail, verdict)(hit.rule);
  const values = { reason, code: () => <span className="mono">{hit.code}</span> };

  return (
    <p className="flex items-start gap-2 font-medium">
      <Icon name="rejected" className="mt-0.5 text-danger" />
      <span className={classNames("min-w-0 break-words")}>{editing ? t.rich("saving", values) : t.rich("standing", values)}</span>
    </p>
  );
}

/** Which rules are clear, and which were skipped and why: skipped is never a pass, so it is never left out. */
function RuleWords({ results, hits }: { results: readonly RuleResult[]; hits: readonly HitComment[] }) {
  const t = useTranslations("case.verdict");
  const ruleName = useTranslations("case.rules");
  const told = results.filter((result) => !hits.some((hit) => hit.rule === result.rule));
  const names = (rules: readonly RuleName[]) => rules.map((rule) => ruleName(rule)).join(", ");
  const clear = told.filter((result) => result.outcome === "clear").map((result) => result.rule);
  const skipped = told.filter((result) => result.outcome === "skipped");
  const reasons = (["fact_missing", "checked_on_save", "option_off"] as const).map((reason) => ({
    reason,
    rules: skipped.filter((result) => result.reason === reason).map((result) => result.rule),
  }));

  return (
    <>
      {clear.length > 0 ? <span>{t("rulesClear", { rules: names(clear) })} </span> : null}
      {reasons.map(({ reason, rules }) => (rules.length > 0 ? <span key={reason}>{t(reason, { rules: names(rules) })} </span> : null))}
    </>
  );
}
