"use client";

import { useFormatter, useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { Icon } from "@/components/ui/icons";
import type { EngineCheck } from "@/lib/contracts/checks";
import { formatClock, formatDay } from "@/lib/i18n/instant";
import { engineVariables, optionsOf } from "@/lib/kyc/intake/engine-ports";
import { standingLooks, standingOf } from "./engine-standing";

const columns = ["w-44", "w-40", "", "w-32", ""];

/** Every engine: its state in a word and a shape, what it answered last, how long it takes, and which options need it. */
export function EnginesTable({ engines, timeZone }: { engines: readonly EngineCheck[]; timeZone: string }) {
  const t = useTranslations("checks");
  return (
    <Table label={t("table")} columns={columns} className="min-w-[920px]">
      <thead>
        <tr>
          <Th>{t("columns.engine")}</Th>
          <Th>{t("columns.state")}</Th>
          <Th>{t("columns.lastAnswer")}</Th>
          <Th align="right">{t("columns.latency")}</Th>
          <Th>{t("columns.options")}</Th>
        </tr>
      </thead>
      <tbody>
        {engines.map((check) => (
          <EngineRow key={check.engine} check={check} timeZone={timeZone} />
        ))}
      </tbody>
    </Table>
  );
}

function EngineRow({ check, timeZone }: { check: EngineCheck; timeZone: string }) {
  const t = useTranslations("checks");
  const optionName = useTranslations("policy.labels");
  const standing = standingOf(check);
  const { icon, tone } = standingLooks[standing];
  const options = optionsOf(check.engine).map((option) => optionName(option)).join(", ") || t("noOption");
  return (
    <Tr>
      <Td className="font-medium text-text" title={t("titleOf", { engine: t(`engines.${check.engine}`), host: check.host ?? t("standings.notConfigured") })}>
        {t(`engines.${check.engine}`)}
      </Td>
      <Td title={t(`meanings.${standing}`)}>
        <span className={classNames("inline-flex items-center gap-1", tone)}>
          <Icon name={icon} small />
          {t(`standings.${standing}`)}
        </span>
      </Td>
      <LastAnswer check={check} timeZone={timeZone} />
      <Latency check={check} />
      <Td title={options}>{options}</Td>
    </Tr>
  );
}

/** When the engine answered last, and what was wrong with it; for one that is not configured, the variable that it lacks. */
function LastAnswer({ check: { engine, host, lastAnswer }, timeZone }: { check: EngineCheck; timeZone: string }) {
  const t = useTranslations("checks");
  if (host === null) {
    return (
      <Td title={engineVariables[engine]} className="font-mono text-small text-text-3">
        {engineVariables[engine]}
      </Td>
    );
  }
  if (lastAnswer === null) return <Td className="text-text-3">{t("none.asked")}</Td>;

  const time = t("time", { day: formatDay(lastAnswer.at, timeZone), clock: formatClock(lastAnswer.at, timeZone, { seconds: true }), zone: timeZone });
  const text = lastAnswer.fault === null ? time : t("withFault", { time, fault: t(`faults.${lastAnswer.fault}`) });
  return <Td title={text}>{text}</Td>;
}

function Latency({ check: { latency } }: { check: EngineCheck }) {
  const t = useTranslations("checks");
  const format = useFormatter();
  if (latency === null) return <Td align="right">–</Td>;
  return (
    <Td align="right" title={t("latencyOf", { calls: latency.calls })}>
      {t("latency", { p50: format.number(latency.p50), p95: format.number(latency.p95) })}
    </Td>
  );
}
