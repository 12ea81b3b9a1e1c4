"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { auditActions, type AuditFilter } from "@/lib/contracts/audit";
import { auditParams, parseAuditFilter } from "@/lib/contracts/audit-params";
import { useAuditWords } from "./use-audit-words";

/** The page of the log that a filter shows. */
export function auditPath(filter: AuditFilter): Route {
  const params = auditParams(filter).toString();
  return params === "" ? "/audit" : `/audit?${params}`;
}

/** The filter of the log: applied as a whole, and kept in the URL. */
export function AuditFilters({ filter }: { filter: AuditFilter }) {
  const t = useTranslations("audit.filters");
  const router = useRouter();
  const words = useAuditWords();
  const isFiltered = auditParams({ ...filter, before: undefined }).size > 0;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = [...new FormData(event.currentTarget)].map(([key, value]) => [key, String(value).trim()]);
    router.push(auditPath(parseAuditFilter(Object.fromEntries(typed)).filter));
  };

  return (
    <form
      // What stands in the address stands in the inputs, whichever way one came to it.
      key={auditParams(filter).toString()}
      role="search"
      aria-label={t("label")}
      onSubmit={submit}
      className="grid shrink-0 grid-cols-[repeat(auto-fill,minmax(148px,1fr))] items-end gap-2 border-b border-line px-4 py-3"
    >
      <Field label={t("action")}>
        <Select name="action" defaultValue={filter.action ?? ""}>
          <option value="">{t("anyAction")}</option>
          {auditActions.map((action) => (
            <option key={action} value={action}>
              {words.action(action)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("actor")}>
        <Input name="actor" maxLength={254} placeholder={t("actorHint")} defaultValue={filter.actor} />
      </Field>
      <Field label={t("subject")}>
        <Input name="subject" maxLength={64} placeholder={t("subjectHint")} defaultValue={filter.subject} />
      </Field>
      <Field label={t("from")}>
        <Input name="from" type="date" defaultValue={filter.from} />
      </Field>
      <Field label={t("to")}>
        <Input name="to" type="date" defaultValue={filter.to} />
      </Field>
      <div className="flex gap-2">
        <Button type="submit">{t("apply")}</Button>
        {isFiltered ? (
          <Link href="/audit" className={buttonClass("quiet")}>
            {t("clear")}
          </Link>
        ) : null}
      </div>
    </form>
  );
}
