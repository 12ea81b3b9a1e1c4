/** A placeholder's name, as it stands between its braces. */
export const placeholderLimit = 40;
/** More holes than this are a form, not a text. */
export const maxPlaceholders = 10;

export type TemplatePart = { kind: "text"; text: string } | { kind: "placeholder"; name: string };

/** `unclosed` and `unopened`: a brace stands alone; one that is meant is written twice. */
export type TemplateFault = "unclosed" | "unopened" | "no_name" | "name_too_long" | "too_many";

const token = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;

/** Names are compared as they read: without spaces around, of one Unicode form, and in any case. */
const nameKey = (name: string) => name.normalize("NFC").trim().toLowerCase();

const faultOfName = (name: string): TemplateFault | null => {
  if (name === "" || /\p{Cc}/u.test(name)) return "no_name";
  return [...name].length > placeholderLimit ? "name_too_long" : null;
};

/** A template's text and holes in order: `{name}` is a hole, `{{` and `}}` are braces. The fault of one that is not well formed. */
export function parseTemplate(body: string): { parts: TemplatePart[] } | { fault: TemplateFault } {
  const parts: TemplatePart[] = [];
  const say = (text: string) => {
    const last = parts.at(-1);
    if (last?.kind === "text") last.text += text;
    else if (text !== "") parts.push({ kind: "text", text });
  };
  let at = 0;
  for (const match of body.matchAll(token)) {
    say(body.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[0] === "{{" || match[0] === "}}") say(match[0].charAt(0));
    else if (match[1] === undefined) return { fault: match[0] === "{" ? "unclosed" : "unopened" };
    else {
      const name = match[1].normalize("NFC").trim();
      const fault = faultOfName(name);
      if (fault !== null) return { fault };
      parts.push({ kind: "placeholder", name });
    }
  }
  say(body.slice(at));
  return distinct(parts).length > maxPlaceholders ? { fault: "too_many" } : { parts };
}

/** Each name once, as it is spelled first. */
function distinctNames(names: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const name of names) if (!found.has(nameKey(name))) found.set(nameKey(name), name);
  return [...found.values()];
}

const distinct = (parts: readonly TemplatePart[]) => distinctNames(parts.flatMap((part) => (part.kind === "placeholder" ? part.name : [])));

/** The placeholders of a template, each once, in the order of the text; none of one that is not well formed. */
export function placeholdersOf(body: string): string[] {
  const parsed = parseTemplate(body);
  return "fault" in parsed ? [] : distinct(parsed.parts);
}

/** A template as it goes into a text: doubled braces are single ones, and each hole stands as `{name}`, as its first mention spells it. */
export function draftOf(body: string): { text: string; placeholders: string[] } {
  const parsed = parseTemplate(body);
  if ("fault" in parsed) return { text: body, placeholders: [] };
  const placeholders = distinct(parsed.parts);
  const spelled = new Map(placeholders.map((name) => [nameKey(name), name]));
  return { text: parsed.parts.map((part) => (part.kind === "text" ? part.text : `{${spelled.get(nameKey(part.name)) ?? part.name}}`)).join(""), placeholders };
}

/** Those of `names` that stand as `{name}` in a text, each once, as it is spelled first. */
export function unfilledIn(text: string, names: readonly string[]): string[] {
  const held = new Set([...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => nameKey(name)));
  return distinctNames(names.filter((name) => held.has(nameKey(name))));
}

/** The text with each hole filled that has a value; what is put in is not looked through again. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  const known = new Map(Object.entries(values).map(([name, value]) => [nameKey(name), value.trim()]));
  return text.replace(/\{([^{}]*)\}/g, (whole, name: string) => known.get(nameKey(name)) || whole);
}
