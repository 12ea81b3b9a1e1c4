import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Role } from "@/lib/kyc/roles";
import { PageBar } from "./page-bar";

/** Stands where a page would, for a member whose role does not open it: says which role does, and who can give it. */
export function NoPermission({ title, role, needed }: { title: string; role: Role; needed: Role }) {
  const t = useTranslations("settings.noPermission");
  const tRoles = useTranslations("common.roles");
  return (
    <>
      <PageBar title={title} />
      <EmptyState title={t("title")} actions={<Link href="/queue" className={buttonClass()}>{t("back")}</Link>}>
        <p>{t("text", { role: tRoles(role), needed: tRoles(needed) })}</p>
      </EmptyState>
    </>
  );
}
