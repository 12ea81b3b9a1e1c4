"use client";

import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icons";
import { Kbd } from "@/components/ui/kbd";
import { isRejectCode, type AgentCode } from "@/lib/kyc/codes/reject-comments";
import type { HitComment } from "./draft";
import type { PickerList, PickerRow } from "./picker-list";

export interface PickerRowsProps {
  list: PickerList;
  fixed: readonly HitComment[];
  fixedReason: string;
  chosen: readonly AgentCode[];
  onToggle: (code: AgentCode) => void;
  /** The first box that may be ticked. */
  firstRef: RefObject<HTMLInputElement | null>;
  /** Stands under `other` once it is chosen. */
  otherText: ReactNode;
}

const headClass = "flex h-7 items-center gap-2 px-2 pt-1 text-small font-medium whitespace-nowrap text-text-3";
const rowClass = "grid h-7 items-center gap-2 rounded-control px-2";
const boxRowClass =
  "grid-cols-[20px_minmax(0,1fr)] has-[input:focus-visible]:outline-2 has-[input:focus-visible]:-outline-offset-2 has-[input:focus-visible]:outline-focus";

/** The codes as rows: what the rules set, what may be chosen by group, and apart what this case cannot support. */
export function PickerRows({ list, fixed, fixedReason, chosen, onToggle, firstRef, otherText }: PickerRowsProps) {
  const t = useTranslations("picker");
  const firstCode = list.groups[0]?.rows[0]?.code;
  const isEmpty = list.groups.length === 0 && list.unavailable.length === 0;

  return (
    <div className="min-w-0 px-2 pt-1 pb-2">
      {fixed.length > 0 ? (
        <section aria-label={t("groups.rules")}>
          <h3 className={headClass}>
            {t("groups.rules")}
            <span className="truncate font-normal" title={fixedReason}>{fixedReason}</span>
          </h3>
          {fixed.map((hit) => (
            <FixedRow key={hit.code} hit={hit} />
          ))}
        </section>
      ) : null}
      {list.groups.map(({ group, rows }) => (
        <fieldset key={group} className="min-w-0">
          <legend className={classNames(headClass, "w-full")}>{t(`groups.${group}`)}</legend>
          {rows.map((row) => (
            <div key={row.code}>
              <ChoosableRow row={row} checked={chosen.includes(row.code)} onToggle={onToggle} inputRef={row.code === firstCode ? firstRef : undefined} />
              {row.code === "other" && chosen.includes("other") ? otherText : null}
            </div>
          ))}
        </fieldset>
      ))}
      {list.unavailable.map(({ group, reason, codes }) => (
        <fieldset key={group} disabled className="min-w-0">
          <legend className={classNames(headClass, "w-full")}>
            <Icon name="not-run" small />
            {t(`groups.${group}`)}
            <span className="truncate font-normal" title={t(`unavailable.${reason}`)}>
              {t(`unavailable.${reason}`)}
            </span>
          </legend>
          {codes.map((code) => (
            <div key={code} className={classNames(rowClass, boxRowClass)}>
              <span />
              <Checkbox disabled checked={false} readOnly className="text-text-off" label={<CodeWords code={code} />} />
            </div>
          ))}
        </fieldset>
      ))}
      {isEmpty ? <p className="px-2 py-4 text-text-3">{t("noMatch")}</p> : null}
    </div>
  );
}

function FixedRow({ hit }: { hit: HitComment }) {
  return (
    <div className={classNames(rowClass, "grid-cols-[20px_16px_minmax(0,1fr)] bg-accent-tint")}>
      <span />
      <Icon name="lock" />
      <CodeWords code={hit.code} />
    </div>
  );
}

interface ChoosableRowProps {
  row: PickerRow;
  checked: boolean;
  onToggle: (code: AgentCode) => void;
  inputRef: RefObject<HTMLInputElement | null> | undefined;
}

function ChoosableRow({ row, checked, onToggle, inputRef }: ChoosableRowProps) {
  return (
    <div className={classNames(rowClass, boxRowClass, checked ? "bg-accent-tint" : "hover:bg-hover")}>
      <span aria-hidden="true" className="inline-flex">
        {row.number === null ? null : <Kbd>{row.number % 10}</Kbd>}
      </span>
      <Checkbox
        ref={inputRef}
        checked={checked}
        onChange={() => onToggle(row.code)}
        className="[&_input]:focus-visible:outline-none"
        label={<CodeWords code={row.code} />}
      />
    </div>
  );
}

function CodeWords({ code }: { code: string }) {
  const meaning = useTranslations("codes");
  const words = isRejectCode(code) ? meaning(code) : code;
  return (
    <span className="flex min-w-0 items-center justify-between gap-2 whitespace-nowrap">
      <span className="truncate" title={words}>
        {words}
      </span>
      <span className="mono shrink-0 text-text-3">{code}</span>
    </span>
  );
}
