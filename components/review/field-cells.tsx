"use client";

import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icons";
import type { CivilDate } from "@/lib/kyc/civil-date";
import type { FieldName, LayerName } from "@/lib/kyc/fields";
import type { ComparedCell } from "@/lib/kyc/review/compare";
import { ageIn, isSpelled, useFieldText } from "./field-text";

export const cellClass = "truncate border-b border-line px-1 py-[3px] align-middle first:pl-4 last:pr-4 min-[1200px]:px-2 min-[1200px]:first:pl-4 min-[1200px]:last:pr-4";

const withAge = (text: string, age: number | null) => (age === null ? text : `${text} (${age.toString()})`);

interface ValueProps {
  field: FieldName;
  today: CivilDate;
}

/** What one layer says of a field: its value with the differing characters marked, "Same", "None" or "Not run". */
export function LayerCell({ field, layer, cell, today, tint }: ValueProps & { layer: LayerName; cell: ComparedCell; tint: string }) {
  const t = useTranslations("case.cells");
  const fieldText = useFieldText();
  const text = cell.value === null ? null : withAge(fieldText(field, cell.value), ageIn(field, cell.value, today));

  if (text === null) {
    const isNotRun = cell.state === "not_run" && layer !== "claimed";
    return (
      <td className={classNames(cellClass, tint, "text-text-3")}>
        {isNotRun ? <Icon name="not-run" small className="mr-1 align-[-2px]" /> : null}
        {isNotRun ? t("notRun") : t("none")}
      </td>
    );
  }
  if (cell.state === "same" && layer !== "claimed") {
    return (
      <td className={classNames(cellClass, tint, "text-text-3")} title={text}>
        <Icon name="same" small className="mr-1 align-[-2px]" />
        {t("same")}
      </td>
    );
  }
  return (
    <td className={classNames(cellClass, tint)} title={text}>
      <Value field={field} value={cell.value ?? ""} cell={cell} today={today} />
    </td>
  );
}

/** The value that rules and decisions use. */
export function FinalCell({ field, value, today, tint }: ValueProps & { value: string | null; tint: string }) {
  const t = useTranslations("case.cells");
  const fieldText = useFieldText();
  if (value === null) return <td className={classNames(cellClass, tint, "text-text-3")}>{t("none")}</td>;
  return (
    <td className={classNames(cellClass, tint, "font-medium")} title={withAge(fieldText(field, value), ageIn(field, value, today))}>
      <Value field={field} value={value} today={today} />
    </td>
  );
}

function Value({ field, value, cell, today }: ValueProps & { value: string; cell?: ComparedCell }) {
  const fieldText = useFieldText();
  const text = fieldText(field, value);
  const age = ageIn(field, value, today);
  const spelled = cell !== undefined && isSpelled(field);

  return (
    <>
      <bdi className={field === "fullName" ? "[font-variant-numeric:normal]" : undefined}>
        {spelled
          ? cell.segments.map((segment, index) => (segment.differs ? <Mark key={index}>{segment.text}</Mark> : segment.text))
          : cell?.state === "differs" ? <Mark>{text}</Mark> : text}
        {spelled && text !== value ? text.slice(value.length) : null}
      </bdi>
      {age === null ? null : <span className="font-normal text-text-3"> ({age})</span>}
    </>
  );
}

function Mark({ children }: { children: string }) {
  return <mark className="-mx-px rounded-[2px] bg-mark px-px text-mark-on underline decoration-1 underline-offset-2">{children}</mark>;
}
