"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icons";
import type { EngineName } from "@/lib/kyc/intake/engine-ports";

/** Names the engines that an option lacks, and what that means for it; nothing where it lacks none. */
export function EngineNote({ engines, isOn }: { engines: readonly EngineName[]; isOn: boolean }) {
  const t = useTranslations("policy.gate");
  const engineName = useTranslations("checks.engines");
  const format = useFormatter();
  if (engines.length === 0) return null;
  return (
    <p className="mt-1 flex items-start gap-1 text-small text-warn">
      <Icon name={isOn ? "warning" : "not-run"} small className="mt-px" />
      {t(isOn ? "on" : "off", { engines: format.list(engines.map((engine) => engineName(engine))) })}
    </p>
  );
}
