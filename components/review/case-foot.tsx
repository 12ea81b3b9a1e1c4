"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Fragment, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icons";
import { Kbd } from "@/components/ui/kbd";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { can, type Role } from "@/lib/kyc/roles";

export interface CaseFootProps {
  detail: SubmissionDetail;
  role: Role;
  editing: boolean;
  acts: Record<"approve" | "reject" | "edit" | "next" | "keys", () => void>;
}

/** What can be decided, always on screen; what cannot be, with the reason. */
export function CaseFoot({ detail, role, editing, acts }: CaseFootProps) {
  const t = useTranslations("case.foot");
  const isOpen = detail.status === "pending";
  const mayDecide = can(role, "submissions.decide");
  const nextButton = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);

  // The buttons that had the focus are gone once the case is decided: the way on takes it.
  useEffect(() => {
    if (wasOpen.current && !isOpen) nextButton.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  const note = !isOpen ? t(`closed.${detail.status}`) : !mayDecide ? t("readOnly") : editing ? t("saveFirst") : null;

  return (
    <footer className="flex min-w-0 items-center gap-2 border-t border-line bg-sunken px-4 whitespace-nowrap">
      {isOpen && mayDecide ? (
        <>
          <Button variant={editing ? "secondary" : "primary"} shortcut="a" aria-keyshortcuts="a" disabled={editing} onClick={acts.approve}>
            {t("approve")}
          </Button>
          <Button shortcut="r" aria-keyshortcuts="r" disabled={editing} onClick={acts.reject} className={classNames(!editing && "text-danger!")}>
            {t("reject")}
          </Button>
          <Button shortcut="e" aria-keyshortcuts="e" disabled={editing} onClick={acts.edit}>
            {t("edit")}
          </Button>
        </>
      ) : null}
      {!isOpen && mayDecide ? (
        <Button ref={nextButton} variant="primary" shortcut="n" aria-keyshortcuts="n" onClick={acts.next}>
          {t("next")}
        </Button>
      ) : null}
      <MoreMenu submissionId={detail.id} role={role} onKeys={acts.keys} />
      {note === null ? null : <span className="ml-2 truncate text-small text-text-3" title={note}>{note}</span>}
      <span className="flex-1" />
      <KeyHints />
    </footer>
  );
}

function MoreMenu({ submissionId, role, onKeys }: { submissionId: string; role: Role; onKeys: () => void }) {
  const t = useTranslations("case.foot");
  const router = useRouter();
  return (
    <Menu
      side="top"
      trigger={
        <Button>
          {t("more")}
          <Icon name="down" small />
        </Button>
      }
    >
      {can(role, "audit.read") ? <MenuItem onSelect={() => router.push(`/audit?subject=${submissionId}`)}>{t("audit")}</MenuItem> : null}
      <MenuItem onSelect={() => void navigator.clipboard.writeText(submissionId)}>{t("copyId")}</MenuItem>
      <MenuItem onSelect={onKeys}>{t("allKeys")}</MenuItem>
    </Menu>
  );
}

const hints = [
  { name: "images", keys: ["1", "–", "4"], wide: false },
  { name: "zoom", keys: ["+", "-", "0"], wide: true },
  { name: "rotate", keys: ["[", "]"], wide: true },
  { name: "allKeys", keys: ["?"], wide: false },
] as const;

function KeyHints() {
  const t = useTranslations("case.hints");
  return (
    <div className="flex items-center gap-4 text-small text-text-3">
      {hints.map(({ name, keys, wide }) => (
        <span key={name} className={classNames("inline-flex items-center gap-1", wide && "max-[1199px]:hidden")}>
          {keys.map((key) => (key === "–" ? <Fragment key={key}>–</Fragment> : <Kbd key={key}>{key}</Kbd>))}
          {t(name)}
        </span>
      ))}
    </div>
  );
}
