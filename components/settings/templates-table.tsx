"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { TemplateText } from "@/components/kyc/template-text";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { IconButton } from "@/components/ui/icon-button";
import { Icon } from "@/components/ui/icons";
import { Menu, MenuItem } from "@/components/ui/menu";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { TextTemplate } from "@/lib/contracts/templates";
import { formatInstant } from "@/lib/i18n/instant";
import { countCharacters } from "@/lib/kyc/codes/reject-comments";
import { languageName } from "@/lib/kyc/language";

export interface TemplatesTableProps {
  templates: readonly TextTemplate[];
  timeZone: string;
  onAct: (template: TextTemplate, act: "edit" | "remove") => void;
}

const columns = ["w-44 max-xl:w-32", "w-56 max-xl:w-44", "", "w-24", "w-40", "w-16"];

/** By the tag of the language, and within it by title as the reader's language sorts. */
function sorted(templates: readonly TextTemplate[], locale: string): TextTemplate[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return [...templates].sort((a, b) => (a.language === b.language ? compare(a.title, b.title) : a.language < b.language ? -1 : 1));
}

export function TemplatesTable({ templates, timeZone, onAct }: TemplatesTableProps) {
  const t = useTranslations("templates");
  const locale = useLocale();
  return (
    <Table label={t("table")} columns={columns} className="min-w-[720px]">
      <thead>
        <tr>
          <Th>{t("columns.language")}</Th>
          <Th>{t("columns.title")}</Th>
          <Th>{t("columns.body")}</Th>
          <Th align="right">{t("columns.characters")}</Th>
          <Th>
            <span title={t("columns.changed", { zone: timeZone })}>{t("columns.changed", { zone: timeZone })}</span>
          </Th>
          <Th>
            <VisuallyHidden>{t("columns.acts")}</VisuallyHidden>
          </Th>
        </tr>
      </thead>
      <tbody>
        {sorted(templates, locale).map((template) => (
          <TemplateRow key={template.id} template={template} timeZone={timeZone} onAct={(act) => onAct(template, act)} />
        ))}
      </tbody>
    </Table>
  );
}

function TemplateRow({ template, timeZone, onAct }: { template: TextTemplate; timeZone: string; onAct: (act: "edit" | "remove") => void }) {
  const t = useTranslations("templates");
  const format = useFormatter();
  const { language, title, body, author, updatedAt } = template;
  const name = languageName(language, useLocale());
  return (
    <Tr>
      {/* Servers and browsers may know a language by slightly different names. */}
      <Td title={name} suppressHydrationWarning>
        {name}
        <span className="mono ml-1 text-text-3">{language}</span>
      </Td>
      <Td className="font-medium text-text [font-variant-numeric:normal]" title={title}>
        {title}
      </Td>
      <Td lang={language} dir="auto" title={body}>
        <TemplateText body={body} />
      </Td>
      <Td align="right">{format.number(countCharacters(body))}</Td>
      <Td title={`${author}, ${formatInstant(updatedAt, timeZone)} ${timeZone}`}>{formatInstant(updatedAt, timeZone)}</Td>
      <Td className="text-right">
        <Menu
          align="end"
          trigger={
            <IconButton label={t("actsOf", { title })}>
              <Icon name="more" />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => onAct("edit")}>{t("edit")}</MenuItem>
          <MenuItem danger onSelect={() => onAct("remove")}>
            {t("remove")}
          </MenuItem>
        </Menu>
      </Td>
    </Tr>
  );
}
