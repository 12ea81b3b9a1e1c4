"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { defaultSort, noFilter, parseSubmissionFilter, submissionFilterParams, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import type { SavedView } from "@/lib/contracts/views";
import { can, type Role } from "@/lib/kyc/roles";
import { viewsOptions } from "@/lib/queries/saved-views";
import type { FilterState } from "./use-submission-filter";
import { RemoveViewDialog, RenameViewDialog, SaveViewDialog } from "./view-dialogs";

export interface ViewsMenuProps {
  filter: SubmissionFilter;
  role: Role;
  onChange: FilterState["apply"];
}

/** The saved views of the list: one's own and the team's. The address stays what the list shows; a view is a name for one. */
export function ViewsMenu({ filter, role, onChange }: ViewsMenuProps) {
  const t = useTranslations("views");
  const compare = new Intl.Collator(useLocale(), { numeric: true }).compare;
  const [dialog, setDialog] = useState<"save" | "rename" | "remove" | null>(null);
  const params = submissionFilterParams({ ...filter, q: "", after: null, before: null }).toString();
  const views = (useQuery(viewsOptions()).data?.views ?? []).filter(({ scope }) => scope === filter.scope).sort((a, b) => compare(a.name, b.name));
  const isPlain = params === "";
  const same = views.filter((view) => view.params === params);
  const active = same.find(({ isTeam }) => !isTeam) ?? same[0] ?? null;
  const mayChange = active !== null && can(role, active.isTeam ? "views.share" : "views.write");

  const show = (id: string) => {
    const view = views.find((each) => each.id === id);
    if (view) onChange(filterOf(view));
  };
  const optionsOf = (isTeam: boolean) => views.filter((view) => view.isTeam === isTeam).map(({ id, name }) => ({ value: id, label: name }));

  return (
    <>
      <Menu
        trigger={
          <button type="button" title={active?.name} className={`${buttonClass("secondary", "small")} max-w-64`}>
            <span className="truncate">{active === null ? t("open") : t("active", { name: active.name })}</span>
            <Icon name="down" small />
          </button>
        }
      >
        <MenuChoice
          label={filter.scope === "queue" ? t("queue") : t("all")}
          value={isPlain ? "all" : ""}
          options={[{ value: "all", label: filter.scope === "queue" ? t("wholeQueue") : t("everything") }]}
          onChange={() => onChange({ ...noFilter, sort: defaultSort[filter.scope] })}
        />
        {[false, true].map((isTeam) =>
          optionsOf(isTeam).length === 0 ? null : (
            <MenuChoice key={String(isTeam)} label={isTeam ? t("team") : t("mine")} value={active?.id ?? ""} options={optionsOf(isTeam)} onChange={show} />
          ),
        )}
        <MenuSeparator />
        <MenuItem onSelect={() => setDialog("save")} disabled={isPlain}>
          {t("save")}
        </MenuItem>
        {mayChange ? <MenuItem onSelect={() => setDialog("rename")}>{t("rename")}</MenuItem> : null}
        {mayChange ? (
          <MenuItem danger onSelect={() => setDialog("remove")}>
            {t("remove")}
          </MenuItem>
        ) : null}
      </Menu>
      {dialog === "save" ? <SaveViewDialog scope={filter.scope} params={params} hasSearch={filter.q !== ""} mayShare={can(role, "views.share")} onClose={() => setDialog(null)} /> : null}
      {dialog === "rename" && active ? <RenameViewDialog view={active} onClose={() => setDialog(null)} /> : null}
      {dialog === "remove" && active ? <RemoveViewDialog view={active} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

/** A view's filter whole: what it does not name is off. */
function filterOf({ scope, params }: SavedView): SubmissionFilter {
  const query = new URLSearchParams(params);
  return parseSubmissionFilter(scope, Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key)]))).filter;
}
