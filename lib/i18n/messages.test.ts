import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { rejectComments } from "@/lib/kyc/codes/reject-comments";
import { fieldNames } from "@/lib/kyc/fields";
import { flags } from "@/lib/kyc/flags";
import { idTypes } from "@/lib/kyc/id-type";
import { submissionStatuses } from "@/lib/kyc/review/transitions";
import { roles } from "@/lib/kyc/roles";
import { ruleNames } from "@/lib/kyc/rules/rule";

const folder = join(import.meta.dirname, "messages");

function filesOf(locale: string): string[] {
  return readdirSync(join(folder, locale)).sort();
}

/** Every text of a file under its dotted key. */
function textsOf(locale: string, file: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "string") texts.set(path, value);
    else for (const [key, child] of Object.entries(value ?? {})) walk(child, path === "" ? key : `${path}.${key}`);
  };
  walk(JSON.parse(readFileSync(join(folder, locale, file), "utf8")), "");
  return texts;
}

type Ast = ReturnType<IntlMessageFormat["getAst"]>;

/** The names of the arguments and tags of an ICU message, each once. */
function argumentsOf(ast: Ast, names = new Set<string>()): Set<string> {
  for (const element of ast) {
    if ("value" in element && element.type !== 0) names.add(element.value);
    if ("options" in element) for (const option of Object.values(element.options)) argumentsOf(option.value, names);
    if ("children" in element) argumentsOf(element.children, names);
  }
  return names;
}

const parse = (text: string, locale: string) => [...argumentsOf(new IntlMessageFormat(text, locale).getAst())].sort();

test("both languages have the same files", () => {
  expect(filesOf("ko")).toEqual(filesOf("en"));
});

describe.each(filesOf("en"))("%s", (file) => {
  const en = textsOf("en", file);
  const ko = textsOf("ko", file);

  test("both languages have the same keys", () => {
    expect([...ko.keys()].sort()).toEqual([...en.keys()].sort());
  });

  test("both languages name the same arguments, and none is empty", () => {
    for (const [key, text] of en) {
      expect(text.trim(), key).not.toBe("");
      expect(ko.get(key)?.trim(), key).not.toBe("");
      expect(parse(ko.get(key) ?? "", "ko"), key).toEqual(parse(text, "en"));
    }
  });
});

test.each([
  ["flags.json", "", flags],
  ["id-types.json", "", idTypes],
  ["statuses.json", "", submissionStatuses],
  ["fields.json", "", fieldNames],
  ["codes.json", "", rejectComments.map((comment) => comment.code)],
  ["common.json", "roles.", roles],
  ["case.json", "rules.", ruleNames],
  ["case.json", "hits.", ruleNames],
])("%s has words for every value of the core, and for none that is gone", (file, prefix, values: readonly string[]) => {
  const keys = [...textsOf("en", file).keys()].filter((key) => key.startsWith(prefix));
  expect(keys.sort()).toEqual(values.map((value) => prefix + value).sort());
});
