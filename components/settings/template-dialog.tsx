"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId, useRef, useState, type FormEvent } from "react";
import { TemplateText } from "@/components/kyc/template-text";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { TextArea } from "@/components/ui/text-area";
import { useToast } from "@/components/ui/toast";
import { templateTitleLength, type TextTemplate } from "@/lib/contracts/templates";
import { countCharacters, otherTextLimit } from "@/lib/kyc/codes/reject-comments";
import { maxPlaceholders, parseTemplate, placeholderLimit, placeholdersOf } from "@/lib/kyc/codes/text-template";
import { canonicalLanguage, commonLanguages, languageName } from "@/lib/kyc/language";
import { useSaveTemplate } from "@/lib/queries/use-templates-mutations";

const empty = { language: "", title: "", body: "" };

function useBodyFault(body: string): string | null {
  const t = useTranslations("templates.faults");
  const text = body.trim();
  if (text === "") return t("body");
  if (countCharacters(text) > otherTextLimit) return t("bodyLong", { limit: otherTextLimit });
  if (/[^\P{Cc}\n\r\t]|\p{Cs}/u.test(text)) return t("unprintable");
  const parsed = parseTemplate(text);
  return "fault" in parsed ? t(parsed.fault, { limit: parsed.fault === "too_many" ? maxPlaceholders : placeholderLimit }) : null;
}

/** What is wrong with what was typed, by field. */
function useFaults({ language, title, body }: typeof empty) {
  const t = useTranslations("templates.faults");
  const name = title.trim();
  return {
    language: canonicalLanguage(language) === null ? t("language") : null,
    title: name === "" ? t("title") : name.length > templateTitleLength.max || /\p{C}/u.test(name) ? t("titleLong", { limit: templateTitleLength.max }) : null,
    body: useBodyFault(body),
  };
}

/** Writes a new template, or changes one; what agents will see stands beside it. */
export function TemplateDialog({ template, onClose }: { template: TextTemplate | null; onClose: () => void }) {
  const t = useTranslations("templates");
  const tCommon = useTranslations("common");
  const failureText = useFailureText();
  const toast = useToast();
  const save = useSaveTemplate();
  const [typed, setTyped] = useState(template === null ? empty : { language: template.language, title: template.title, body: template.body });
  const [isTried, setTried] = useState(false);
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const faults = useFaults(typed);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const faulty = (["language", "title", "body"] as const).find((name) => faults[name] !== null);
    if (faulty) return form.current?.querySelector<HTMLElement>(`[name=${faulty}]`)?.focus();
    if (save.isPending) return;
    const text = { language: canonicalLanguage(typed.language) ?? typed.language, title: typed.title.trim(), body: typed.body.trim() };
    save.mutate(
      { of: template === null ? null : { id: template.id, version: template.version }, ...text },
      {
        onSuccess: () => {
          onClose();
          toast({ tone: "ok", message: t("saved", { title: text.title }) });
        },
      },
    );
  };

  return (
    <Dialog
      open
      width="wide"
      onClose={onClose}
      busy={save.isPending}
      title={template === null ? t("form.new") : t("form.change", { title: template.title })}
      description={t("form.text", { example: t("form.example") })}
      notice={
        save.error ? (
          <Notice tone="danger" role="alert">
            {failureText(save.error)}
          </Notice>
        ) : null
      }
      footer={
        <>
          <span className="flex-1" />
          <Button onClick={onClose}>{tCommon("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" inactive={save.isPending}>
            {t("form.save")}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form} onSubmit={submit} noValidate autoComplete="off" className="grid min-[800px]:grid-cols-2">
        <TemplateFields typed={typed} faults={faults} isTried={isTried} onEdit={(change) => setTyped({ ...typed, ...change })} />
        <Preview body={typed.body} language={canonicalLanguage(typed.language)} />
      </form>
    </Dialog>
  );
}

interface TemplateFieldsProps {
  typed: typeof empty;
  faults: ReturnType<typeof useFaults>;
  isTried: boolean;
  onEdit: (change: Partial<typeof empty>) => void;
}

function TemplateFields({ typed, faults, isTried, onEdit }: TemplateFieldsProps) {
  const t = useTranslations("templates.form");
  const tCommon = useTranslations("common");
  const locale = useLocale();
  const { compare } = new Intl.Collator(locale);
  const languages = commonLanguages.map((tag) => ({ value: tag as string, label: languageName(tag, locale) })).sort((a, b) => compare(a.label, b.label));
  const count = countCharacters(typed.body.trim());
  // A brace on its way to its other half is no fault yet.
  const bodyError = isTried || count > otherTextLimit ? faults.body : null;

  return (
    <div className="grid content-start gap-4 p-4">
      <Field label={t("language")} hint={t("languageHint")} error={isTried ? faults.language : null}>
        <Combobox
          name="language"
          options={languages}
          value={typed.language}
          listLabel={tCommon("choices")}
          noMatch={t("noLanguage")}
          onValueChange={(value, text) => onEdit({ language: value ?? text })}
        />
      </Field>
      <Field label={t("name")} hint={t("nameHint")} error={isTried ? faults.title : null}>
        <Input name="title" value={typed.title} onChange={(event) => onEdit({ title: event.target.value })} />
      </Field>
      <Field label={t("body")} hint={t("count", { count, limit: otherTextLimit })} error={bodyError}>
        <TextArea name="body" dir="auto" value={typed.body} onChange={(event) => onEdit({ body: event.target.value })} className="h-40" />
      </Field>
    </div>
  );
}

function Preview({ body, language }: { body: string; language: string | null }) {
  const t = useTranslations("templates.form");
  return (
    <aside aria-label={t("preview")} className="min-w-0 border-line bg-sunken p-4 max-[799px]:border-t min-[800px]:border-l">
      <h3 className="font-semibold">{t("preview")}</h3>
      <p className="text-small text-text-3">{t("placeholders", { count: placeholdersOf(body).length })}</p>
      {body.trim() === "" ? null : (
        <p lang={language ?? undefined} dir="auto" className="mt-3 rounded-control border border-line bg-surface p-3 break-words whitespace-pre-line">
          <TemplateText body={body.trim()} />
        </p>
      )}
    </aside>
  );
}
