/** Languages that are offered first; any other is written by its tag. */
export const commonLanguages = [
  "en", "ko", "ja", "zh-Hans", "zh-Hant", "ar", "bg", "bn", "cs", "da", "de", "el", "es", "fa", "fi", "fil", "fr", "he", "hi", "hr", "hu", "id", "it", "kk", "km", "lo", "mn", "ms", "my",
  "nb", "ne", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sv", "ta", "th", "tr", "uk", "ur", "uz", "vi",
] as const;

/** A language tag (BCP 47) as everybody writes it, `pt-BR`; null for what names no known language. */
export function canonicalLanguage(tag: string): string | null {
  try {
    const canonical = Intl.getCanonicalLocales(tag.trim())[0];
    if (canonical === undefined) return null;
    return new Intl.DisplayNames("en", { type: "language", fallback: "none" }).of(canonical) === undefined ? null : canonical;
  } catch {
    return null;
  }
}

/** The language of a tag in the words of `locale`; the tag itself where they have none. */
export function languageName(tag: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
}
