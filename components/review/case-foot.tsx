"use client";

import { useTranslations } from "next-intl";
import { Fragment, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { copyText } from "@/components/ui/copy-text";
import { Icon } from "@/components/ui/icons";
import { Kbd } from "@/components/ui/kbd";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { can, type Role } from "@/lib/kyc/roles";

export interface CaseFootProps {
  detail: SubmissionDetail;
  role: Role;
  editing: boolean;
  acts: Record<"approve" | "reject" | "ask" | "edit" | "next" | "keys", () => void>;
  /** To another page, asked about where something is not saved. */
  leaveFor: (href: string) => void;
}

/** Where the page scrolls as a whole, it stays in sight as long as the window is high enough to spare it. */
const footClass =
  "flex min-h-14 min-w-0 flex-wrap items-center gap-2 border-t border-line bg-sunken px-4 py-2 whitespace-nowrap [@media(min-height:400px)]:sticky [@media(min-height:400px)]:bottom-0 [@media(min-height:400px)]:z-10";

/** What can be decided, always on screen; what cannot be, with the reason. */
export function CaseFoot({ detail, role, editing, acts, leaveFor }: CaseFootProps) {
  const t = useTranslations("case.foot");
  const isOpen = detail.status === "pending";
  const mayDecide = can(role, "submissions.decide");
  const nextButton = useRef<HTMLButtonElement>(null);
  const editButton = useRef<HTMLButtonElement>(null);
  const was = useRef({ isOpen, editing });

  // What had the focus is gone once the case is decided or an edit has ended: the way on takes it, or the way back in.
  useEffect(() => {
    if (was.current.isOpen && !isOpen) nextButton.current?.focus();
    else if (was.current.editing && !editing) editButton.current?.focus();
    was.current = { isOpen, editing };
  }, [isOpen, editing]);

  const note = !isOpen ? t(`closed.${detail.status}`) : !mayDecide ? t("readOnly") : editing ? t("saveFirst") : null;

  return (
    <footer className={footClass}>
      {isOpen && mayDecide ? (
        <>
          <Button variant={editing ? "secondary" : "primary"} shortcut="a" aria-keyshortcuts="a" disabled={editing} onClick={acts.approve}>
            {t("approve")}
          </Button>
          <Button shortcut="r" aria-keyshortcuts="r" disabled={editing} onClick={acts.reject} className={classNames(!editing && "text-danger!")}>
            {t("reject")}
          </Button>
          <Button ref={editButton} shortcut="e" aria-keyshortcuts="e" disabled={editing} onClick={acts.edit}>
            {t("edit")}
          </Button>
        </>
      ) : null}
      {!isOpen && mayDecide ? (
        <Button ref={nextButton} variant="primary" shortcut="n" aria-keyshortcuts="n" onClick={acts.next}>
          {t("next")}
        </Button>
      ) : null}
      <MoreMenu submissionId={detail.id} role={role} onAsk={isOpen && mayDecide && !editing ? acts.ask : null} onKeys={acts.keys} leaveFor={leaveFor} />
      {note === null ? null : <span className="ml-2 min-w-0 truncate text-small text-text-3" title={note}>{note}</span>}
      <span className="flex-1" />
      <KeyHints />
    </footer>
  );
}

interface MoreMenuProps {
  submissionId: string;
  role: Role;
  /** Left out where there is nothing to ask for. */
  onAsk: (() => void) | null;
  onKeys: () => void;
  leaveFor: (href: string) => void;
}

function MoreMenu({ submissionId, role, onAsk, onKeys, leaveFor }: MoreMenuProps) {
  const t = useTranslations("case.foot");
  const toast = useToast();
  const copyId = async () => {
    const isCopied = await copyText(submissionId);
    toast(isCopied ? { tone: "ok", message: t("copied") } : { tone: "warn", message: t("copyFailed", { id: submissionId }) });
  };
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
      {onAsk ? <MenuItem onSelect={onAsk}>{t("ask")}</MenuItem> : null}
      {can(role, "audit.read") ? <MenuItem onSelect={() => leaveFor(`/audit?subject=${submissionId}`)}>{t("audit")}</MenuItem> : null}
      <MenuItem onSelect={() => void copyId()}>{t("copyId")}</MenuItem>
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
    <div className="flex items-center gap-4 text-small text-text-3 max-[639px]:hidden">
      {hints.map(({ name, keys, wide }) => (
        <span key={name} className={classNames("inline-flex items-center gap-1", wide && "max-[1199px]:hidden")}>
          {keys.map((key) => (key === "–" ? <Fragment key={key}>–</Fragment> : <Kbd key={key}>{key}</Kbd>))}
          {t(name)}
        </span>
      ))}
    </div>
  );
}
