import { useFormatter, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { EngineName, EngineOption } from "@/lib/kyc/intake/engine-ports";

/** Told to admins on every page: the policy asks for checks whose engines are not there. */
export function UnkeptNotice({ unkept }: { unkept: readonly { option: EngineOption; engines: readonly EngineName[] }[] }) {
  const t = useTranslations("checks.unkept");
  const optionName = useTranslations("policy.labels");
  const engineName = useTranslations("checks.engines");
  const format = useFormatter();
  if (unkept.length === 0) return null;

  const engines = [...new Set(unkept.flatMap(({ engines: lacking }) => lacking))];
  return (
    <Notice tone="warn" className="m-2 shrink-0">
      <p className="font-medium">{t("title")}</p>
      <p className="text-text-2">
        {t("text", { options: format.list(unkept.map(({ option }) => optionName(option))), engines: format.list(engines.map((engine) => engineName(engine))) })}
      </p>
    </Notice>
  );
}
