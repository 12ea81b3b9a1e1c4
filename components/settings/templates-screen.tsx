"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageBar } from "@/components/shell/page-bar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icons";
import type { TextTemplate } from "@/lib/contracts/templates";
import { templatesOptions } from "@/lib/queries/templates";
import { TemplateDialog } from "./template-dialog";
import { TemplateRemoveDialog } from "./template-remove-dialog";
import { TemplatesTable } from "./templates-table";

type Asked = { act: "add" } | { act: "edit" | "remove"; template: TextTemplate };

/** The texts that agents insert when they write to an applicant in their own words; leads keep them. */
export function TemplatesScreen({ timeZone }: { timeZone: string }) {
  const t = useTranslations("templates");
  const { templates } = useSuspenseQuery(templatesOptions()).data;
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);

  return (
    <>
      <PageBar title={t("title")} about={t("about", { count: templates.length })}>
        <Button variant="primary" onClick={() => setAsked({ act: "add" })}>
          <Icon name="plus" small />
          {t("add")}
        </Button>
      </PageBar>
      <div className="min-h-0 flex-1 overflow-auto">
        {templates.length === 0 ? (
          <EmptyState title={t("empty.title")}>
            <p>{t("empty.text")}</p>
          </EmptyState>
        ) : (
          <TemplatesTable templates={templates} timeZone={timeZone} onAct={(template, act) => setAsked({ act, template })} />
        )}
      </div>
      {asked?.act === "remove" ? <TemplateRemoveDialog template={asked.template} onClose={close} /> : null}
      {asked !== null && asked.act !== "remove" ? <TemplateDialog template={asked.act === "edit" ? asked.template : null} onClose={close} /> : null}
    </>
  );
}
