"use client";

import { useTranslations } from "next-intl";
import { auditActions, type AuditEntry } from "@/lib/contracts/audit";
import { fieldNames } from "@/lib/kyc/fields";
import type messages from "@/lib/i18n/messages/en/audit.json";

type FieldKey = keyof typeof messages.fieldNames;
type SubjectKey = keyof typeof messages.subjects;

const isSubject = (type: string): type is SubjectKey => ["submission", "options", "documents", "member", "session", "key", "template", "project"].includes(type);

/** The words of an entry; what this version of the desk does not know stands as it is stored. */
export function useAuditWords() {
  const t = useTranslations("audit");
  const tFields = useTranslations("fields");

  return {
    action: (name: string): string => {
      const known = auditActions.find((each) => each === name);
      return known ? t(`actions.${known}`) : name;
    },
    actor: ({ actorKind, actorLabel }: AuditEntry): string => {
      if (actorKind === "system") return t("system");
      return actorKind === "operator" ? t("operator", { name: actorLabel }) : actorLabel;
    },
    subject: ({ subjectType, subjectId }: AuditEntry): string =>
      isSubject(subjectType) ? t(`subjects.${subjectType}`, { id: subjectId.slice(0, 8) }) : subjectId,
    field: (name: string): string => {
      const ofCase = fieldNames.find((each) => each === name);
      if (ofCase) return tFields(ofCase);
      return t.has(`fieldNames.${name}` as `fieldNames.${FieldKey}`) ? t(`fieldNames.${name}` as `fieldNames.${FieldKey}`) : name;
    },
  };
}
