"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageBar } from "@/components/shell/page-bar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icons";
import type { ApiKey } from "@/lib/contracts/api-keys";
import { apiKeysOptions } from "@/lib/queries/api-keys";
import { KeysCreateDialog } from "./keys-create-dialog";
import { KeysRevokeDialog } from "./keys-revoke-dialog";
import { KeysTable } from "./keys-table";

/** The keys that open the project to programs: who made them, whether they are used, and an end to them. */
export function KeysScreen({ timeZone }: { timeZone: string }) {
  const t = useTranslations("keys");
  const { keys } = useSuspenseQuery(apiKeysOptions()).data;
  const [isCreating, setCreating] = useState(false);
  const [revoked, setRevoked] = useState<ApiKey | null>(null);
  const inForce = keys.filter((key) => key.revokedAt === null).length;

  return (
    <>
      <PageBar title={t("title")} about={t("about", { count: inForce })}>
        <Button variant="primary" onClick={() => setCreating(true)}>
          <Icon name="plus" small />
          {t("create")}
        </Button>
      </PageBar>
      <div className="min-h-0 flex-1 overflow-auto">
        {keys.length === 0 ? (
          <EmptyState title={t("empty.title")}>
            <p>{t("empty.text")}</p>
          </EmptyState>
        ) : (
          <KeysTable keys={keys} timeZone={timeZone} onRevoke={setRevoked} />
        )}
      </div>
      {isCreating ? <KeysCreateDialog onClose={() => setCreating(false)} /> : null}
      {revoked ? <KeysRevokeDialog apiKey={revoked} timeZone={timeZone} onClose={() => setRevoked(null)} /> : null}
    </>
  );
}
