"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { TemplateText } from "@/components/kyc/template-text";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import type { TextTemplate } from "@/lib/contracts/templates";
import { languageName } from "@/lib/kyc/language";
import { templatesOptions } from "@/lib/queries/templates";
import { templateGroups, type TemplateGroup } from "./template-list";

/** Opens the project's templates under the text: searched by typing, chosen by arrows and Enter, closed by Esc. */
export function TemplateMenu({ onInsert }: { onInsert: (body: string) => void }) {
  const t = useTranslations("picker.templates");
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className="grid gap-1">
      <span>
        <Button ref={button} size="small" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="document" small />
          {t("insert")}
          <Icon name={open ? "up" : "down"} small />
        </Button>
      </span>
      {open ? (
        <TemplateSearch
          onClose={close}
          onPick={(template) => {
            setOpen(false);
            onInsert(template.body);
          }}
        />
      ) : null}
    </div>
  );
}

function TemplateSearch({ onPick, onClose }: { onPick: (template: TextTemplate) => void; onClose: () => void }) {
  const t = useTranslations("picker.templates");
  const locale = useLocale();
  const { data, error } = useQuery(templatesOptions());
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const groups = templateGroups(data?.templates ?? [], query, (tag) => languageName(tag, locale), locale);
  const shown = groups.flatMap((group) => group.templates);

  // It was opened to be searched.
  useEffect(() => input.current?.focus(), []);

  const moveTo = (index: number) => {
    setActive(index);
    list.current?.querySelectorAll("[role=option]")[index]?.scrollIntoView({ block: "nearest" });
  };
  // The keys of the picker around it are its own again once this is closed; Ctrl+Enter is the picker's always.
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const chosen = shown[active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (shown.length > 0) moveTo((active + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length);
    } else if (event.key === "Enter") {
      if (chosen !== undefined) onPick(chosen);
    } else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const said = error !== null && data === undefined ? t("failed") : data === undefined ? t("loading") : data.templates.length === 0 ? t("none") : shown.length === 0 ? t("noMatch") : null;

  return (
    <div className="rounded-control border border-line bg-surface p-1">
      <Input
        ref={input}
        role="combobox"
        aria-label={t("search")}
        placeholder={t("search")}
        aria-autocomplete="list"
        aria-expanded={shown.length > 0}
        aria-controls={shown.length > 0 ? id : undefined}
        aria-activedescendant={shown[active] === undefined ? undefined : `${id}-${shown[active].id}`}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      {said === null ? null : (
        <p role="status" className="px-2 py-1 text-text-3">
          {said}
        </p>
      )}
      {shown.length > 0 ? (
        <div ref={list} id={id} role="listbox" aria-label={t("list")} className="mt-1 max-h-48 overflow-auto">
          {groups.map((group) => (
            <Group key={group.language} group={group} listId={id} activeId={shown[active]?.id ?? null} onPick={onPick} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

interface GroupProps {
  group: TemplateGroup;
  listId: string;
  activeId: string | null;
  onPick: (template: TextTemplate) => void;
}

function Group({ group: { language, name, templates }, listId, activeId, onPick }: GroupProps) {
  const headId = `${listId}-${language}`;
  return (
    <ul role="group" aria-labelledby={headId}>
      <li id={headId} role="presentation" className="px-2 pt-1 text-small font-medium text-text-3">
        {name}
      </li>
      {templates.map((template) => (
        // The keys are the search's: aria-activedescendant names this option to it. A press leaves the focus there.
        <li
          key={template.id}
          id={`${listId}-${template.id}`}
          role="option"
          aria-selected={template.id === activeId}
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(template);
          }}
          className={classNames("cursor-default rounded-small px-2 py-0.5", template.id === activeId ? "bg-accent-tint outline-2 -outline-offset-2 outline-focus" : "hover:bg-hover")}
        >
          <span className="block truncate font-medium" title={template.title}>
            {template.title}
          </span>
          <span lang={language} dir="auto" className="block truncate text-small text-text-2" title={template.body}>
            <TemplateText body={template.body} />
          </span>
        </li>
      ))}
    </ul>
  );
}
