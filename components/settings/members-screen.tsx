"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageBar } from "@/components/shell/page-bar";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import type { Member } from "@/lib/contracts/members";
import type { Role } from "@/lib/kyc/roles";
import { membersOptions } from "@/lib/queries/members";
import { AddMemberDialog } from "./add-member-dialog";
import { MemberActDialog, type MemberAct } from "./member-act-dialog";
import { MembersTable } from "./members-table";

/** Who works in the project, and what an admin can do about it. Every act is confirmed first. */
export function MembersScreen({ ownRole, timeZone }: { ownRole: Role; timeZone: string }) {
  const t = useTranslations("members");
  const { members } = useSuspenseQuery(membersOptions()).data;
  const [isAdding, setAdding] = useState(false);
  const [asked, setAsked] = useState<{ member: Member; act: MemberAct } | null>(null);

  return (
    <>
      <PageBar title={t("title")} about={t("about", { count: members.length })}>
        <Button variant="primary" onClick={() => setAdding(true)}>
          <Icon name="plus" small />
          {t("add")}
        </Button>
      </PageBar>
      <div className="min-h-0 flex-1 overflow-auto">
        <MembersTable members={members} ownRole={ownRole} timeZone={timeZone} onAct={(member, act) => setAsked({ member, act })} />
      </div>
      {isAdding ? <AddMemberDialog ownRole={ownRole} onClose={() => setAdding(false)} /> : null}
      {asked ? <MemberActDialog member={asked.member} act={asked.act} onClose={() => setAsked(null)} /> : null}
    </>
  );
}
