"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { Icon } from "@/components/ui/icons";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { ApiKey } from "@/lib/contracts/api-keys";
import { formatInstant } from "@/lib/i18n/instant";

export interface KeysTableProps {
  keys: readonly ApiKey[];
  timeZone: string;
  onRevoke: (key: ApiKey) => void;
}

const columns = ["", "w-40", "", "w-44", "w-44", "w-28", "w-28"];

export function KeysTable({ keys, timeZone, onRevoke }: KeysTableProps) {
  const t = useTranslations("keys");
  return (
    <Table label={t("table")} columns={columns} className="min-w-[1000px]">
      <thead>
        <tr>
          <Th>{t("columns.name")}</Th>
          <Th>{t("columns.prefix")}</Th>
          <Th>{t("columns.createdBy")}</Th>
          <Th>{t("columns.createdAt", { zone: timeZone })}</Th>
          <Th>{t("columns.lastUsedAt", { zone: timeZone })}</Th>
          <Th>{t("columns.state")}</Th>
          <Th>
            <VisuallyHidden>{t("columns.acts")}</VisuallyHidden>
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} timeZone={timeZone} onRevoke={() => onRevoke(key)} />
        ))}
      </tbody>
    </Table>
  );
}

function KeyRow({ apiKey, timeZone, onRevoke }: { apiKey: ApiKey; timeZone: string; onRevoke: () => void }) {
  const t = useTranslations("keys");
  const { name, prefix, createdBy, createdAt, lastUsedAt, revokedAt } = apiKey;
  const madeBy = createdBy === "system" ? t("system") : createdBy;
  return (
    <Tr>
      <Td className="font-medium text-text [font-variant-numeric:normal]" title={name}>
        {name}
      </Td>
      <Td className="mono" title={prefix}>
        {prefix}
      </Td>
      <Td title={madeBy}>{madeBy}</Td>
      <Td>
        <Instant at={createdAt} timeZone={timeZone} />
      </Td>
      <Td>{lastUsedAt === null ? <span className="text-text-3">{t("neverUsed")}</span> : <Instant at={lastUsedAt} timeZone={timeZone} />}</Td>
      <Td title={revokedAt === null ? undefined : t("revokedAt", { time: formatInstant(revokedAt, timeZone), zone: timeZone })}>
        <span className={classNames("inline-flex items-center gap-1 whitespace-nowrap", revokedAt === null ? "text-ok" : "text-text-3")}>
          <Icon name={revokedAt === null ? "approved" : "deleted"} small />
          {t(revokedAt === null ? "inForce" : "revoked")}
        </span>
      </Td>
      <Td className="py-0 text-right">
        {revokedAt === null ? (
          <Button size="small" aria-label={t("revokeNamed", { name })} onClick={onRevoke}>
            {t("revoke")}
          </Button>
        ) : null}
      </Td>
    </Tr>
  );
}

function Instant({ at, timeZone }: { at: string; timeZone: string }) {
  const text = formatInstant(at, timeZone);
  return (
    <time dateTime={at} title={`${text} ${timeZone}`}>
      {text}
    </time>
  );
}
