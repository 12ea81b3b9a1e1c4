"use client";

import { useTranslations } from "next-intl";
import { useId, useRef, useState, type FormEvent } from "react";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { apiKeyNameLength } from "@/lib/contracts/api-keys";
import { useCreateApiKey } from "@/lib/queries/use-api-keys-mutations";

/** Asks for a name, and then shows the key: this once, for nobody has it afterwards. */
export function KeysCreateDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateApiKey();
  const [name, setName] = useState("");
  if (create.data) return <ShownKey name={name.trim()} text={create.data.text} onClose={onClose} />;
  return <NameForm name={name} error={create.error} isPending={create.isPending} onName={setName} onCreate={() => create.mutate({ name: name.trim() })} onClose={onClose} />;
}

interface NameFormProps {
  name: string;
  error: Error | null;
  isPending: boolean;
  onName: (name: string) => void;
  onCreate: () => void;
  onClose: () => void;
}

function NameForm({ name, error, isPending, onName, onCreate, onClose }: NameFormProps) {
  const t = useTranslations("keys.createDialog");
  const tCommon = useTranslations("common");
  const failureText = useFailureText();
  const [isTried, setTried] = useState(false);
  const formId = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  const fault = name.trim().length < apiKeyNameLength.min ? t("faults.name") : name.trim().length > apiKeyNameLength.max ? t("faults.nameLong", { max: apiKeyNameLength.max }) : null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault !== null) return inputRef.current?.focus();
    if (!isPending) onCreate();
  };

  return (
    // While the key is being made its text is on the way: whoever closed now would never see it.
    <Dialog
      open
      onClose={isPending ? () => undefined : onClose}
      title={t("title")}
      description={t("text")}
      busy={isPending}
      footer={
        <>
          <span className="flex-1" />
          <Button disabled={isPending} onClick={onClose}>
            {tCommon("cancel")}
          </Button>
          <Button type="submit" form={formId} variant="primary" disabled={isPending}>
            {t("act")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate autoComplete="off" className="grid gap-4 p-4">
        {error ? (
          <Notice tone="danger" role="alert">
            {failureText(error)}
          </Notice>
        ) : null}
        <Field label={t("name")} hint={t("nameHint")} error={isTried ? fault : null}>
          <Input ref={inputRef} name="name" value={name} onChange={(event) => onName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

function ShownKey({ name, text, onClose }: { name: string; text: string; onClose: () => void }) {
  const t = useTranslations("keys.shownDialog");
  const [said, setSaid] = useState<"copied" | "copyFailed" | null>(null);
  const copyRef = useRef<HTMLButtonElement>(null);

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title", { name })}
      description={t("text")}
      initialFocus={copyRef}
      footer={
        <>
          <span className="flex-1" />
          <Button variant="primary" onClick={onClose}>
            {t("close")}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 p-4">
        <Notice tone="warn" role="status">
          {t("once")}
        </Notice>
        <Field label={t("key")}>
          <Input readOnly value={text} spellCheck={false} className="mono" onFocus={(event) => event.target.select()} />
        </Field>
        <div className="flex items-center gap-2">
          <Button ref={copyRef} size="small" onClick={() => void copyText(text).then((isCopied) => setSaid(isCopied ? "copied" : "copyFailed"))}>
            {t("copy")}
          </Button>
          <span role="status" className="text-small text-text-3">
            {said ? t(said) : null}
          </span>
        </div>
      </div>
    </Dialog>
  );
}
