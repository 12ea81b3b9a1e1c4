export type NameScript = "latin" | "hangul" | "other";

/** Korean documents print the Han form behind the name: 김하늘(金하늘). */
const hanInBrackets = /(?<=\p{Script=Hangul}\s*)[(（[［]\s*[\p{Script=Han}\p{Script=Hangul}\s]+[)）\]］]/gu;

/**
 * The script of a full name. Han letters in brackets after Hangul are ignored; any letter of another script makes it
 * `other`, Latin and Hangul together are `hangul`. A name without letters is `latin`.
 */
export function nameScript(name: string): NameScript {
  let script: NameScript = "latin";
  for (const letter of name.normalize("NFC").replace(hanInBrackets, "").match(/\p{L}/gu) ?? []) {
    if (/\p{Script=Hangul}/u.test(letter)) script = "hangul";
    else if (!/[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(letter)) return "other";
  }
  return script;
}

/**
 * A name in Latin or Hangul letters may be corrected; in any other script it may not (`id_info_dataMismatch` is for
 * that). A name that is not known may be entered.
 */
export function isNameEditable(name: string | null): boolean {
  return name === null || nameScript(name) !== "other";
}
