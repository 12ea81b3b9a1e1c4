/** A value that can be chosen by its code or its name. */
export interface ComboboxOption {
  value: string;
  label: string;
  /** Other names that find it; never shown. */
  aliases?: readonly string[];
}

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** How an option stands in the input once it is chosen: code and name. */
export function optionText(option: ComboboxOption): string {
  return option.value === option.label ? option.label : `${option.value} ${option.label}`;
}

/** The option that a typed text names exactly: its code, its name, or both. Case and accents do not count. */
export function exactOption(options: readonly ComboboxOption[], text: string): ComboboxOption | null {
  const typed = fold(text);
  if (typed === "") return null;
  const byCode = options.find((option) => fold(option.value) === typed);
  const isNamed = (option: ComboboxOption) => [option.label, optionText(option), ...(option.aliases ?? [])].some((name) => fold(name) === typed);
  return byCode ?? options.find(isNamed) ?? null;
}

/** Options that a typed text could mean: by code, then by the start of the name or of a word in it, then anywhere. */
export function matchingOptions<Option extends ComboboxOption>(options: readonly Option[], text: string): Option[] {
  const typed = fold(text);
  if (typed === "") return [...options];

  const rank = (option: Option): number => {
    if (fold(option.value).startsWith(typed) || fold(optionText(option)) === typed) return 0;
    const names = [option.label, ...(option.aliases ?? [])].map(fold);
    if (names.some((name) => name.startsWith(typed))) return 1;
    if (names.some((name) => name.split(/[\s()-]+/).some((word) => word.startsWith(typed)))) return 2;
    return names.some((name) => name.includes(typed)) ? 3 : 4;
  };
  return options
    .map((option) => ({ option, rank: rank(option) }))
    .filter((ranked) => ranked.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map((ranked) => ranked.option);
}
