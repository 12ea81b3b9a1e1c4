"use client";

import { useTranslations } from "next-intl";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { TextTemplate } from "@/lib/contracts/templates";
import { useRemoveTemplate } from "@/lib/queries/use-templates-mutations";

export function TemplateRemoveDialog({ template: { id, title }, onClose }: { template: TextTemplate; onClose: () => void }) {
  const t = useTranslations("templates");
  const tCommon = useTranslations("common");
  const failureText = useFailureText();
  const toast = useToast();
  const remove = useRemoveTemplate();

  const confirm = () =>
    remove.mutate(id, {
      onSuccess: () => {
        onClose();
        toast({ tone: "ok", message: t("removed", { title }) });
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("removeDialog.title", { title })}
      description={t("removeDialog.text")}
      notice={
        remove.error ? (
          <Notice tone="danger" role="alert">
            {failureText(remove.error)}
          </Notice>
        ) : null
      }
      footer={
        <>
          <span className="flex-1" />
          <Button onClick={onClose}>{tCommon("cancel")}</Button>
          <Button variant="danger" inactive={remove.isPending} onClick={confirm}>
            {t("removeDialog.act")}
          </Button>
        </>
      }
    />
  );
}
