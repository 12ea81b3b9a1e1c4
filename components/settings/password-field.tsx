"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { passwordLength } from "@/lib/contracts/members";
import { generatePassword } from "./generate-password";

export type PasswordFault = "short" | "long";

export function passwordFault(password: string): PasswordFault | null {
  if (password.length < passwordLength.min) return "short";
  return password.length > passwordLength.max ? "long" : null;
}

/** A password that is to be handed over: shown as it is, with one to generate and to copy. */
export function PasswordField({ value, isTried, onChange }: { value: string; isTried: boolean; onChange: (password: string) => void }) {
  const t = useTranslations("members.addDialog");
  const [said, setSaid] = useState<"copied" | "copyFailed" | null>(null);
  const { min } = passwordLength;
  const fault = isTried ? passwordFault(value) : null;
  const words = { short: () => t("faults.passwordShort", { missing: min - value.length, min }), long: () => t("faults.passwordLong") };

  const change = (password: string) => {
    setSaid(null);
    onChange(password);
  };
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setSaid("copied"),
      () => setSaid("copyFailed"),
    );

  return (
    <div className="grid gap-2">
      <Field label={t("password")} hint={t("passwordHint", { min })} error={fault ? words[fault]() : null}>
        <Input name="password" autoComplete="off" spellCheck={false} value={value} onChange={(event) => change(event.target.value)} className="mono" />
      </Field>
      <div className="flex items-center gap-2">
        <Button size="small" onClick={() => change(generatePassword())}>
          {t("generate")}
        </Button>
        <Button size="small" disabled={value === ""} onClick={copy}>
          {t("copy")}
        </Button>
        <span role="status" className="text-small text-text-3">
          {said ? t(said) : null}
        </span>
      </div>
    </div>
  );
}
