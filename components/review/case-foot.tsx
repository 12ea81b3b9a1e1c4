"use client";

import { useTranslations } from "next-intl";
import { Fragment, lazy, Suspense, useEffect, useRef } from "react";
import { openPalette } from "@/components/shell/commands";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { copyText } from "@/components/ui/copy-text";
import { Icon } from "@/components/ui/icons";
import { Kbd } from "@/components/ui/kbd";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import { useIsAlive } from "@/components/ui/use-is-alive";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { isDecided } from "@/lib/kyc/review/transitions";
import { can, type Role } from "@/lib/kyc/roles";

const ReleaseLine = lazy(async () => ({ default: (await import("./release-line")).ReleaseLine }));
const ProposalFoot = lazy(async () => ({ default: (await import("./proposal-foot")).ProposalFoot }));

export interface CaseFootProps {
  detail: SubmissionDetail;
  /** When it was read. */
  readAt: number;
  role: Role;
  editing: boolean;
  /** Why this page cannot write to it. */
  blocked: string | null;
  acts: Record<"approve" | "reject" | "ask" | "edit" | "next" | "skip" | "keys" | "confirm" | "sendBack" | "reopen", () => void>;
  /** To another page, asked about where something is not saved. */
  leaveFor: (href: string) => void;
}

/** Where the page scrolls as a whole, it stays in sight as long as the window is high enough to spare it. */
const footClass =
  "flex min-h-14 min-w-0 flex-wrap items-center gap-2 border-t border-line bg-sunken px-4 py-2 whitespace-nowrap [@media(min-height:400px)]:sticky [@media(min-height:400px)]:bottom-0 [@media(min-height:400px)]:z-10";

/** What can be decided, always on screen; what cannot be, with the reason. */
export function CaseFoot({ detail, readAt, role, editing, blocked, acts, leaveFor }: CaseFootProps) {
  const t = useTranslations("case.foot");
  const second = useTranslations("case.second");
  const { release, proposal } = detail;
  const isOpen = detail.status === "pending" && proposal === null;
  const isAlive = useIsAlive();
  const mayDecide = can(role, "submissions.decide");
  const nextButton = useRef<HTMLButtonElement>(null);
  const editButton = useRef<HTMLButtonElement>(null);
  const was = useRef({ isOpen, editing });

  // What had the focus is gone once the case is decided or an edit has ended: the way on takes it, or the way back in.
  useEffect(() => {
    if (was.current.isOpen && !isOpen) nextButton.current?.focus();
    else if ((was.current.editing && !editing) || (!was.current.isOpen && isOpen && document.activeElement === document.body)) editButton.current?.focus();
    was.current = { isOpen, editing };
  }, [isOpen, editing]);

  const waits = proposal === null ? null : second("waits");
  const proposed = proposal === null || proposal.isOwn || !can(role, "submissions.confirm") ? waits : second(`toConfirm.${proposal.outcome}`, { name: proposal.makerName });
  const note = proposed ?? (release !== null ? null : !isOpen ? t(`closed.${detail.status}`) : !mayDecide ? t("readOnly") : blocked !== null ? blocked : editing ? t("saveFirst") : null);

  return (
    <footer className={footClass}>
      {isOpen && mayDecide ? (
        <>
          <Button variant={editing || blocked !== null ? "secondary" : "primary"} shortcut="a" aria-keyshortcuts="a" disabled={editing || blocked !== null} onClick={acts.approve}>
            {t("approve")}
          </Button>
          <Button shortcut="r" aria-keyshortcuts="r" disabled={editing || blocked !== null} onClick={acts.reject} className={classNames(!editing && blocked === null && "text-danger!")}>
            {t("reject")}
          </Button>
          <Button ref={editButton} shortcut="e" aria-keyshortcuts="e" disabled={editing || blocked !== null} onClick={acts.edit}>
            {t("edit")}
          </Button>
        </>
      ) : null}
      <Suspense>{proposal && isAlive ? <ProposalFoot detail={detail} proposal={proposal} role={role} acts={acts} /> : null}</Suspense>
      {!isOpen && mayDecide ? (
        <Button ref={nextButton} variant={proposal ? "secondary" : "primary"} shortcut="n" aria-keyshortcuts="n" onClick={acts.next}>
          {t("next")}
        </Button>
      ) : null}
      <MoreMenu detail={detail} role={role} acts={acts} mayAsk={isOpen && mayDecide && !editing && blocked === null} leaveFor={leaveFor} />
      <Suspense>{release && isAlive ? <ReleaseLine key={readAt} detail={detail} release={release} readAt={readAt} /> : null}</Suspense>
      {note === null ? null : <span className="ml-2 min-w-0 truncate text-small text-text-3" title={note}>{note}</span>}
      <span className="flex-1" />
      <KeyHints />
    </footer>
  );
}

interface MoreMenuProps {
  detail: SubmissionDetail;
  role: Role;
  /** Left out where there is nothing to ask for. */
  mayAsk: boolean;
  acts: Record<"ask" | "keys" | "reopen" | "skip", () => void>;
  leaveFor: (href: string) => void;
}

function MoreMenu({ detail, role, mayAsk, acts, leaveFor }: MoreMenuProps) {
  const t = useTranslations("case.foot");
  const skip = useTranslations("case")("skip");
  const toast = useToast();
  const submissionId = detail.id;
  const mayReopen = isDecided(detail.status) && detail.release === null && can(role, "submissions.reopen");
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
      {detail.status === "pending" && can(role, "submissions.claim") ? <MenuItem onSelect={acts.skip}>{skip}</MenuItem> : null}
      {mayReopen ? <MenuItem onSelect={acts.reopen}>{t("reopen")}</MenuItem> : null}
      {mayAsk ? <MenuItem onSelect={acts.ask}>{t("ask")}</MenuItem> : null}
      {can(role, "audit.read") ? <MenuItem onSelect={() => leaveFor(`/audit?subject=${submissionId}`)}>{t("audit")}</MenuItem> : null}
      <MenuItem onSelect={() => void copyId()}>{t("copyId")}</MenuItem>
      <MenuItem onSelect={openPalette}>{t("commands")}</MenuItem>
      <MenuItem onSelect={acts.keys}>{t("allKeys")}</MenuItem>
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
