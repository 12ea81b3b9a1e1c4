"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { Member } from "@/lib/contracts/members";
import type { Role } from "@/lib/kyc/roles";
import { useChangeRole, useRemoveMember, useSignOutEverywhere } from "@/lib/queries/use-members-mutations";

export type MemberAct = { kind: "role"; role: Role } | { kind: "signOut" } | { kind: "remove" };

/** What an act is called, what it does, and what it will have done. */
function useActWords(member: Member, act: MemberAct) {
  const t = useTranslations("members");
  const tRoles = useTranslations("common.roles");
  const { name } = member;
  if (act.kind === "role") {
    const role = tRoles(act.role);
    return {
      title: t("confirmRole.title", { name, role }),
      text: t("confirmRole.text", { name, role, from: tRoles(member.role), may: t(`may.${act.role}`) }),
      self: t("confirmRole.self"),
      act: t("confirmRole.act"),
      done: t("done.role", { name, role }),
    };
  }
  const key = act.kind === "signOut" ? "confirmSignOut" : "confirmRemove";
  return {
    title: t(`${key}.title`, { name }),
    text: act.kind === "signOut" ? t("confirmSignOut.text", { name, count: member.sessions }) : t("confirmRemove.text", { name }),
    self: t(`${key}.self`),
    act: t(`${key}.act`),
    done: act.kind === "signOut" ? t("done.signedOut", { name }) : t("done.removed", { name }),
  };
}

/** Says what will happen and does it when confirmed; what the server refuses is said in words, and nothing happened. */
export function MemberActDialog({ member, act, onClose }: { member: Member; act: MemberAct; onClose: () => void }) {
  const tCommon = useTranslations("common");
  const words = useActWords(member, act);
  const failureText = useFailureText();
  const toast = useToast();
  const router = useRouter();
  const changeRole = useChangeRole();
  const remove = useRemoveMember();
  const signOut = useSignOutEverywhere();
  const error = changeRole.error ?? remove.error ?? signOut.error;
  const isPending = changeRole.isPending || remove.isPending || signOut.isPending;

  const onSuccess = () => {
    onClose();
    toast({ tone: "ok", message: words.done });
    // What one did to oneself changes what every page shows: the role, or that one is out.
    if (member.isSelf) router.refresh();
  };
  const confirm = () => {
    if (act.kind === "role") changeRole.mutate({ memberId: member.id, role: act.role }, { onSuccess });
    else (act.kind === "remove" ? remove : signOut).mutate(member.id, { onSuccess });
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.text}
      footer={
        <>
          <span className="flex-1" />
          <Button onClick={onClose}>{tCommon("cancel")}</Button>
          <Button variant={act.kind === "remove" ? "danger" : "primary"} disabled={isPending} onClick={confirm}>
            {words.act}
          </Button>
        </>
      }
    >
      {member.isSelf || error ? (
        <div className="grid gap-2 p-4">
          {member.isSelf ? <Notice tone="warn">{words.self}</Notice> : null}
          {error ? (
            <Notice tone="danger" role="alert">
              {failureText(error)}
            </Notice>
          ) : null}
        </div>
      ) : null}
    </Dialog>
  );
}
