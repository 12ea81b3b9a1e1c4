"use client";

import { useTranslations } from "next-intl";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { ApiKey } from "@/lib/contracts/api-keys";
import { formatInstant } from "@/lib/i18n/instant";
import { useRevokeApiKey } from "@/lib/queries/use-api-keys-mutations";

/** Says what ends, and whether anybody uses it, before a key is revoked for good. */
export function KeysRevokeDialog({ apiKey, timeZone, onClose }: { apiKey: ApiKey; timeZone: string; onClose: () => void }) {
  const t = useTranslations("keys.revokeDialog");
  const tCommon = useTranslations("common");
  const failureText = useFailureText();
  const toast = useToast();
  const revoke = useRevokeApiKey();
  const { id, name, prefix, lastUsedAt } = apiKey;

  const confirm = () =>
    revoke.mutate(id, {
      onSuccess: () => {
        onClose();
        toast({ tone: "ok", message: t("done", { name }) });
      },
    });

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title", { name })}
      description={t("text", { prefix })}
      busy={revoke.isPending}
      footer={
        <>
          <span className="flex-1" />
          <Button onClick={onClose}>{tCommon("cancel")}</Button>
          <Button variant="danger" disabled={revoke.isPending} onClick={confirm}>
            {t("act")}
          </Button>
        </>
      }
    >
      <div className="grid gap-2 p-4">
        <p>{lastUsedAt === null ? t("neverUsed") : t("lastUsed", { time: formatInstant(lastUsedAt, timeZone), zone: timeZone })}</p>
        {revoke.error ? (
          <Notice tone="danger" role="alert">
            {failureText(revoke.error)}
          </Notice>
        ) : null}
      </div>
    </Dialog>
  );
}
