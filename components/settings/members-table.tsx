"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { IconButton } from "@/components/ui/icon-button";
import { Icon } from "@/components/ui/icons";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Member } from "@/lib/contracts/members";
import { formatInstant } from "@/lib/i18n/instant";
import { isAtLeast, roles, type Role } from "@/lib/kyc/roles";
import type { MemberAct } from "./member-act-dialog";

export interface MembersTableProps {
  members: readonly Member[];
  ownRole: Role;
  timeZone: string;
  onAct: (member: Member, act: MemberAct) => void;
}

const columns = ["", "", "w-40", "w-32", "w-44", "w-16"];

export function MembersTable({ members, ownRole, timeZone, onAct }: MembersTableProps) {
  const t = useTranslations("members");
  return (
    <Table label={t("table")} columns={columns} className="min-w-[880px]">
      <thead>
        <tr>
          <Th>{t("columns.name")}</Th>
          <Th>{t("columns.email")}</Th>
          <Th>{t("columns.role")}</Th>
          <Th align="right">{t("columns.sessions")}</Th>
          <Th>{t("columns.added", { zone: timeZone })}</Th>
          <Th>
            <VisuallyHidden>{t("columns.acts")}</VisuallyHidden>
          </Th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <MemberRow key={member.id} member={member} ownRole={ownRole} timeZone={timeZone} onAct={(act) => onAct(member, act)} />
        ))}
      </tbody>
    </Table>
  );
}

interface MemberRowProps {
  member: Member;
  ownRole: Role;
  timeZone: string;
  onAct: (act: MemberAct) => void;
}

function MemberRow({ member, ownRole, timeZone, onAct }: MemberRowProps) {
  const t = useTranslations("members");
  const format = useFormatter();
  return (
    <Tr>
      <Td className="font-medium text-text [font-variant-numeric:normal]" title={member.name}>
        {member.name}
        {member.isSelf ? <span className="ml-1 font-normal text-text-3">({t("you")})</span> : null}
      </Td>
      <Td title={member.email}>{member.email}</Td>
      <Td className="py-1">
        <RoleSelect member={member} ownRole={ownRole} onChange={(role) => onAct({ kind: "role", role })} />
      </Td>
      <Td align="right">{format.number(member.sessions)}</Td>
      <Td title={`${formatInstant(member.createdAt, timeZone)} ${timeZone}`}>{formatInstant(member.createdAt, timeZone)}</Td>
      <Td className="text-right">
        <Menu
          align="end"
          trigger={
            <IconButton label={t("actsOf", { name: member.name })}>
              <Icon name="more" />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => onAct({ kind: "signOut" })}>{t("signOut")}</MenuItem>
          <MenuItem danger onSelect={() => onAct({ kind: "remove" })}>
            {t("remove")}
          </MenuItem>
        </Menu>
      </Td>
    </Tr>
  );
}

/** Offers roles up to one's own. It shows what is, until a change was confirmed. */
function RoleSelect({ member, ownRole, onChange }: { member: Member; ownRole: Role; onChange: (role: Role) => void }) {
  const t = useTranslations("members");
  const tRoles = useTranslations("common.roles");
  const offered = roles.filter((role) => isAtLeast(ownRole, role) || role === member.role);
  return (
    <Select
      aria-label={t("roleOf", { name: member.name })}
      value={member.role}
      disabled={!isAtLeast(ownRole, member.role)}
      onChange={(event) => {
        const role = roles.find((each) => each === event.target.value);
        if (role && role !== member.role) onChange(role);
      }}
    >
      {offered.map((role) => (
        <option key={role} value={role}>
          {tRoles(role)}
        </option>
      ))}
    </Select>
  );
}
