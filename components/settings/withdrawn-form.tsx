"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState, type FormEvent } from "react";
import { useCountryOptions } from "@/components/kyc/use-country-options";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/toast";
import { parseCivilDate } from "@/lib/kyc/civil-date";
import { countryName } from "@/lib/kyc/country";
import { idTypes, isIdType, type IdType } from "@/lib/kyc/id-type";
import { useAddWithdrawnDocument } from "@/lib/queries/use-withdrawn-documents";

const empty = { country: null as string | null, idType: "government_id" as IdType, issuedBefore: "" };

/** Puts a document on the list: a country, a type, and the day before which it was issued, or every one. */
export function WithdrawnForm() {
  const t = useTranslations("checks.withdrawn");
  const tCommon = useTranslations("common");
  const typeName = useTranslations("idTypes");
  const locale = useLocale();
  const [typed, setTyped] = useState(empty);
  const [round, setRound] = useState(0);
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const countries = useCountryOptions("canonical");
  const add = useAddWithdrawnDocument();
  const toast = useToast();
  const failureText = useFailureText();
  const edit = (change: Partial<typeof empty>) => setTyped({ ...typed, ...change });

  const day = typed.issuedBefore.trim();
  const isDayWrong = day !== "" && parseCivilDate(day) === null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { country, idType } = typed;
    if (country === null || isDayWrong) return form.current?.querySelector<HTMLElement>(country === null ? "[role=combobox]" : "[name=issuedBefore]")?.focus();
    if (add.isPending) return;
    const onSuccess = () => {
      toast({ tone: "ok", message: t("added", { country: countryName(country, locale), idType: typeName(idType) }) });
      setTyped(empty);
      setTried(false);
      setRound(round + 1);
    };
    add.mutate({ country, idType, issuedBefore: day === "" ? null : day }, { onSuccess });
  };

  return (
    <form ref={form} aria-label={t("form")} onSubmit={submit} noValidate className="grid gap-3 px-4 pt-3">
      <div className="flex flex-wrap items-start gap-3">
        <span className="w-56">
          <Field label={t("country")} error={isTried && typed.country === null ? t("faults.country") : null}>
            <Combobox
              key={round}
              options={countries}
              value={typed.country}
              listLabel={tCommon("choices")}
              noMatch={t("noCountry")}
              onValueChange={(country) => edit({ country })}
            />
          </Field>
        </span>
        <span className="w-56">
          <Field label={t("idType")}>
            <Select value={typed.idType} onChange={(event) => edit({ idType: isIdType(event.target.value) ? event.target.value : typed.idType })}>
              {idTypes.map((type) => (
                <option key={type} value={type}>
                  {typeName(type)}
                </option>
              ))}
            </Select>
          </Field>
        </span>
        <span className="w-44">
          <Field label={t("issuedBefore")} hint={t("dayHint")} error={isTried && isDayWrong ? t("faults.day") : null}>
            <Input name="issuedBefore" autoComplete="off" value={typed.issuedBefore} onChange={(event) => edit({ issuedBefore: event.target.value })} />
          </Field>
        </span>
        <Button type="submit" inactive={add.isPending} className="mt-6">
          {t("add")}
        </Button>
      </div>
      {add.error ? (
        <Notice tone="danger" role="alert">
          {failureText(add.error)}
        </Notice>
      ) : null}
    </form>
  );
}
