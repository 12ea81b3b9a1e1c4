"use client";

import { useTranslations } from "next-intl";
import { useId, useRef, useState, type FormEvent } from "react";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/toast";
import { addMemberSchema } from "@/lib/contracts/members";
import { isAtLeast, roles, type Role } from "@/lib/kyc/roles";
import { useAddMember } from "@/lib/queries/use-members-mutations";
import { PasswordField, passwordFault } from "./password-field";

const empty = { email: "", name: "", role: "viewer" as Role, password: "" };

/** What is wrong with what was typed, by field; empty when it can be sent. */
function useFaults(typed: typeof empty) {
  const t = useTranslations("members.addDialog.faults");
  const { shape } = addMemberSchema;
  return {
    email: shape.email.safeParse(typed.email.trim()).success ? null : t("email"),
    name: typed.name.trim() === "" ? t("name") : shape.name.safeParse(typed.name).success ? null : t("nameLong"),
    password: passwordFault(typed.password),
  };
}

/** Adds a person: who, as what, and the password to begin with. Faults are named once it was tried. */
export function AddMemberDialog({ ownRole, onClose }: { ownRole: Role; onClose: () => void }) {
  const t = useTranslations("members.addDialog");
  const tDone = useTranslations("members.done");
  const tCommon = useTranslations("common");
  const tRoles = useTranslations("common.roles");
  const tMay = useTranslations("members.may");
  const [typed, setTyped] = useState(empty);
  const [isTried, setTried] = useState(false);
  const formId = useId();
  const formRef = useRef<HTMLFormElement>(null);
  const faults = useFaults(typed);
  const failureText = useFailureText();
  const toast = useToast();
  const add = useAddMember();
  const edit = (change: Partial<typeof empty>) => setTyped({ ...typed, ...change });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const faulty = (["email", "name", "password"] as const).find((name) => faults[name] !== null);
    if (faulty) return formRef.current?.querySelector<HTMLElement>(`[name=${faulty}]`)?.focus();
    if (add.isPending) return;
    add.mutate(
      { ...typed, email: typed.email.trim() },
      {
        onSuccess: ({ existed }) => {
          onClose();
          if (existed) toast({ tone: "warn", message: tDone("addedExisting", { email: typed.email.trim() }) });
          else toast({ tone: "ok", message: tDone("added", { name: typed.name.trim() }) });
        },
      },
    );
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title")}
      description={t("text")}
      footer={
        <>
          <span className="flex-1" />
          <Button onClick={onClose}>{tCommon("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" disabled={add.isPending}>
            {t("act")}
          </Button>
        </>
      }
    >
      <form id={formId} ref={formRef} onSubmit={submit} noValidate autoComplete="off" className="grid gap-4 p-4">
        {add.error ? (
          <Notice tone="danger" role="alert">
            {failureText(add.error)}
          </Notice>
        ) : null}
        <Field label={t("email")} error={isTried ? faults.email : null}>
          <Input name="email" type="email" maxLength={254} value={typed.email} onChange={(event) => edit({ email: event.target.value })} />
        </Field>
        <Field label={t("name")} error={isTried ? faults.name : null}>
          <Input name="name" value={typed.name} onChange={(event) => edit({ name: event.target.value })} />
        </Field>
        <Field label={t("role")} hint={tMay(typed.role)}>
          <Select
            name="role"
            value={typed.role}
            onChange={(event) => edit({ role: roles.find((role) => role === event.target.value) ?? "viewer" })}
          >
            {roles
              .filter((role) => isAtLeast(ownRole, role))
              .map((role) => (
                <option key={role} value={role}>
                  {tRoles(role)}
                </option>
              ))}
          </Select>
        </Field>
        <PasswordField value={typed.password} isTried={isTried} onChange={(password) => edit({ password })} />
      </form>
    </Dialog>
  );
}
