"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, type FormEvent } from "react";
import { LeaveDialog } from "@/components/shell/leave-dialog";
import { PageBar } from "@/components/shell/page-bar";
import { useFailureText } from "@/components/shell/use-failure-text";
import { useLeaveGuard } from "@/components/shell/use-leave-guard";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { PolicyVersion } from "@/lib/contracts/options";
import { formatInstant } from "@/lib/i18n/instant";
import { unkeptOptions, type MissingEngines } from "@/lib/kyc/intake/engine-gate";
import { policyOptions } from "@/lib/queries/policy";
import { PolicyFields } from "./policy-fields";
import { PolicyVersions } from "./policy-versions";
import { StaleNotice } from "./stale-notice";
import { usePolicyForm, type PolicyForm } from "./use-policy-form";

/** The policy in force, its editor for who may write it, and its versions. */
export function PolicyScreen({ mayWrite }: { mayWrite: boolean }) {
  const { versions, missingEngines } = useSuspenseQuery(policyOptions()).data;
  const [inForce] = versions;
  return inForce ? <PolicyEditor inForce={inForce} versions={versions} missing={missingEngines} mayWrite={mayWrite} /> : null;
}

interface PolicyEditorProps {
  inForce: PolicyVersion;
  versions: readonly PolicyVersion[];
  missing: MissingEngines;
  mayWrite: boolean;
}

function PolicyEditor({ inForce, versions, missing, mayWrite }: PolicyEditorProps) {
  const t = useTranslations("policy");
  const toast = useToast();
  const failureText = useFailureText();
  const formRef = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const form = usePolicyForm(inForce, missing, (version) => {
    toast({ tone: "ok", message: t("saved", { version }) });
    // The banner above the page tells which options are on without their engines.
    if (unkeptOptions(inForce.options, missing).length > 0) router.refresh();
  });
  const isDirty = form.changed > 0 || form.reason.trim() !== "";
  const guard = useLeaveGuard(isDirty);
  const zone = inForce.options.timeZone;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.isSaving || form.changed === 0) return;
    if (Object.keys(form.faults).length === 0) form.save();
    else formRef.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  };

  return (
    <form ref={formRef} onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <PageBar title={t("title")} about={t("inForce", { version: inForce.version, time: formatInstant(inForce.createdAt, zone), zone })}>
        {form.changed > 0 ? (
          <span className="flex items-center gap-1 text-warn">
            <Icon name="edit" small />
            {t("unsaved", { count: form.changed })}
          </span>
        ) : null}
      </PageBar>
      <div className="relative grid min-h-0 flex-1 content-start overflow-auto min-[1100px]:grid-cols-2 min-[1100px]:content-stretch min-[1100px]:overflow-hidden">
        <div className="relative min-w-0 min-[1100px]:overflow-auto">
          {mayWrite ? null : <Notice className="m-4 mb-0">{t("readOnly")}</Notice>}
          {form.meanwhile ? (
            <StaleNotice meanwhile={form.meanwhile} before={form.base} wasRefused={form.wasRefused} onApply={form.putOnTop} onDrop={form.discard} />
          ) : null}
          {form.failure ? (
            <Notice tone="danger" role="alert" className="m-4 mb-0">
              {failureText(form.failure)}
            </Notice>
          ) : null}
          <PolicyFields form={form} readOnly={!mayWrite} />
        </div>
        <div className="min-w-0 border-line bg-sunken max-[1099px]:border-t min-[1100px]:overflow-auto min-[1100px]:border-l">
          <PolicyVersions versions={versions} timeZone={zone} />
        </div>
      </div>
      {mayWrite ? <PolicyFoot form={form} isDirty={isDirty} nextVersion={inForce.version + 1} /> : null}
      <LeaveDialog guard={guard} />
    </form>
  );
}

function PolicyFoot({ form, isDirty, nextVersion }: { form: PolicyForm; isDirty: boolean; nextVersion: number }) {
  const t = useTranslations("policy");
  return (
    <footer className="flex h-14 shrink-0 items-center gap-2 border-t border-line px-4">
      <Input
        aria-label={t("reason")}
        placeholder={t("reason")}
        maxLength={500}
        value={form.reason}
        onChange={(event) => form.setReason(event.target.value)}
        className="max-w-[420px]"
      />
      <span className="flex-1" />
      <Button disabled={!isDirty || form.isSaving} onClick={form.discard}>
        {t("discard")}
      </Button>
      <Button type="submit" variant="primary" disabled={form.changed === 0 || form.isSaving || form.meanwhile !== null}>
        {t("save", { version: nextVersion })}
      </Button>
    </footer>
  );
}
