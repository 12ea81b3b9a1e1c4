import type { TextTemplate } from "@/lib/contracts/templates";

export interface TemplateGroup {
  language: string;
  name: string;
  templates: TextTemplate[];
}

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFC");

/** Templates that have every word of the search in title, text or language, by language and title as a reader sorts them. */
export function templateGroups(templates: readonly TextTemplate[], query: string, nameOf: (tag: string) => string, locale: string): TemplateGroup[] {
  const words = fold(query).split(/\s+/).filter((word) => word !== "");
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const groups = new Map<string, TemplateGroup>();
  for (const template of templates) {
    const { language, title, body } = template;
    const name = nameOf(language);
    const text = fold([title, body, language, name].join(" "));
    if (!words.every((word) => text.includes(word))) continue;
    const group = groups.get(language) ?? { language, name, templates: [] };
    group.templates.push(template);
    groups.set(language, group);
  }
  const sorted = [...groups.values()].sort((a, b) => compare(a.name, b.name));
  for (const group of sorted) group.templates.sort((a, b) => compare(a.title, b.title));
  return sorted;
}
