import type { SubmissionScope } from "@/lib/contracts/submission-filter";

export interface Column {
  name: ColumnName;
  /** Width of the column; empty takes what the others leave. */
  width: string;
  align?: "right";
  /** For columns that narrow screens do without: what they say stands in another column's title. */
  className?: string;
}

const wideOnly = "max-xl:hidden";

const widest = "max-2xl:hidden";

const queue = [
  { name: "waiting", width: "w-26", align: "right" },
  { name: "waitingSince", width: "w-36 max-2xl:hidden", className: widest },
  { name: "due", width: "w-36 max-xl:w-32" },
  { name: "priority", width: "w-24 max-xl:hidden", className: wideOnly },
  { name: "applicant", width: "" },
  { name: "flags", width: "w-56 max-xl:w-44" },
  { name: "issuingCountry", width: "w-40 max-xl:w-32" },
  { name: "idType", width: "w-32 max-xl:w-28" },
  { name: "tries", width: "w-18 max-xl:hidden", className: wideOnly },
  { name: "assignee", width: "w-28 max-xl:hidden", className: wideOnly },
] as const;

const all = [
  { name: "status", width: "w-28" },
  { name: "created", width: "w-36" },
  { name: "applicant", width: "" },
  { name: "flags", width: "w-52 max-xl:w-44" },
  { name: "issuingCountry", width: "w-40 max-xl:w-32" },
  { name: "idType", width: "w-36 max-xl:w-28" },
  { name: "tries", width: "w-18 max-xl:hidden", className: wideOnly },
  { name: "decided", width: "w-36 max-xl:hidden", className: wideOnly },
] as const;

export type ColumnName = (typeof queue | typeof all)[number]["name"];

/** The columns of a list, in their order. Where cases have a due instant, it matters more than since when they wait. */
export function columnsOf(scope: SubmissionScope, hasDue: boolean): readonly Column[] {
  const without = hasDue ? "waitingSince" : "due";
  return scope === "queue" ? queue.filter(({ name }) => name !== without) : all;
}
