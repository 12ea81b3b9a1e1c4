"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, type ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icons";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import type { FieldName } from "@/lib/kyc/fields";
import { isNameEditable } from "@/lib/kyc/name-script";
import { compareFields, openDifferences, type ComparedRow } from "@/lib/kyc/review/compare";
import type { FieldError } from "@/lib/kyc/review/correction";
import { todayOf, type Draft } from "./draft";
import { cellClass, FinalCell, LayerCell } from "./field-cells";
import { inputId } from "./field-text";

const InputCell = lazy(async () => ({ default: (await import("./field-input")).InputCell }));

export interface FieldEdit {
  draft: Draft;
  errors: readonly FieldError[];
  showErrors: boolean;
  readOnly: boolean;
  onType: (field: FieldName, text: string) => void;
}

export interface FieldTableProps {
  detail: SubmissionDetail;
  /** Present while the final values are corrected. */
  edit: FieldEdit | null;
  /** What saving would do; stands between what differs and what agrees. */
  verdict: ReactNode;
}

const widths = ["w-[136px] min-[1200px]:w-[23%]", "w-[128px] min-[1200px]:w-[20%]", "w-[92px] min-[1200px]:w-[18%]", "w-[80px] min-[1200px]:w-[15%]", ""];

/** A row a field, what differs first; each says what was claimed, read from print and zone, and what counts. */
export function FieldTable({ detail, edit, verdict }: FieldTableProps) {
  const t = useTranslations("case");
  const rows = compareFields(detail);
  const open = openDifferences(detail);
  const differing = rows.filter((row) => open.includes(row.field));
  const corrected = rows.filter((row) => row.differs && !open.includes(row.field));
  const agreeing = rows.filter((row) => !row.differs);
  // Where an edit begins.
  const first = [...differing, ...corrected, ...agreeing].find(({ field, final }) => field !== "fullName" || isNameEditable(final))?.field;
  // Nothing to hold the claim against is no agreement.
  const isCompared = rows.some((row) => [row.printed, row.mrz].some(({ state }) => state === "same" || state === "differs"));

  return (
    <div className="max-[639px]:overflow-x-auto">
      <table aria-label={t("fieldTable")} className="w-full table-fixed max-[639px]:min-w-[600px] border-separate border-spacing-0 tabular-nums">
        <colgroup>
          {widths.map((width, index) => (
            <col key={index} className={width} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {(["field", "claimed", "printed", "mrz", "final"] as const).map((column) => (
              <th key={column} scope="col" className={classNames(cellClass, "h-8 text-left text-small font-medium text-text-3")}>
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {differing.length > 0 ? (
          <tbody>
            <GroupHead warn>{t("differ", { count: differing.length })}</GroupHead>
            {differing.map((row) => (
              <Row key={row.field} row={row} detail={detail} edit={edit} first={first} />
            ))}
          </tbody>
        ) : null}
        {corrected.length > 0 ? (
          <tbody>
            <GroupHead>{t("corrected", { count: corrected.length })}</GroupHead>
            {corrected.map((row) => (
              <Row key={row.field} row={row} detail={detail} edit={edit} first={first} isCorrected />
            ))}
          </tbody>
        ) : null}
        {verdict ? (
          <tbody>
            <tr>
              <td colSpan={5} className={classNames("px-4 py-2", edit ? "border-b border-line bg-accent-tint" : "border-b border-line")}>
                {verdict}
              </td>
            </tr>
          </tbody>
        ) : null}
        {agreeing.length > 0 ? (
          <tbody>
            <GroupHead>{t(isCompared ? "agree" : "notCompared", { count: agreeing.length })}</GroupHead>
            {agreeing.map((row) => (
              <Row key={row.field} row={row} detail={detail} edit={edit} first={first} />
            ))}
          </tbody>
        ) : null}
      </table>
    </div>
  );
}

function GroupHead({ warn = false, children }: { warn?: boolean; children: ReactNode }) {
  return (
    <tr>
      <th
        colSpan={5}
        scope="rowgroup"
        className={classNames("h-6 border-b border-line px-4 text-left text-small font-medium", warn ? "bg-warn-tint text-warn" : "bg-sunken text-text-2")}
      >
        {children}
      </th>
    </tr>
  );
}

interface RowProps {
  row: ComparedRow;
  detail: SubmissionDetail;
  edit: FieldEdit | null;
  first: FieldName | undefined;
  /** Its layers differ, and somebody has seen to it. */
  isCorrected?: boolean;
}

function Row({ row, detail, edit, first, isCorrected = false }: RowProps) {
  const name = useTranslations("fields")(row.field);
  const today = todayOf(detail);
  const isOpen = row.differs && !isCorrected;
  const tint = edit ? "bg-accent-tint" : isOpen ? "bg-warn-tint" : "";
  const label = (
    <>
      {row.differs || edit ? (
        <Icon name={row.differs ? "differs" : "edit"} small className={classNames("mr-1 align-[-2px]", isOpen ? "text-warn" : row.differs ? "text-text-3" : "text-accent-text")} />
      ) : null}
      {name}
    </>
  );

  const final = <FinalCell field={row.field} value={row.final} today={today} tint={tint} />;

  return (
    <tr className={edit ? "h-10" : row.differs ? "h-8" : "h-7"}>
      <th scope="row" title={name} className={classNames(cellClass, tint, "text-left", row.differs ? "font-medium text-text" : "font-normal text-text-2")}>
        {edit ? <label htmlFor={inputId(row.field)}>{label}</label> : label}
      </th>
      {(["claimed", "printed", "mrz"] as const).map((layer) => (
        <LayerCell key={layer} field={row.field} layer={layer} cell={row[layer]} today={today} tint={tint} />
      ))}
      {edit ? (
        <Suspense fallback={final}>
          <InputCell
            field={row.field}
            current={row.final}
            text={edit.draft[row.field] ?? row.final ?? ""}
            error={edit.errors.find((error) => error.path === row.field)}
            showError={edit.showErrors}
            first={row.field === first}
            readOnly={edit.readOnly}
            today={today}
            onType={edit.onType}
          />
        </Suspense>
      ) : (
        final
      )}
    </tr>
  );
}
