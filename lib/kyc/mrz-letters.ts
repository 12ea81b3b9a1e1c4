/**
 * ICAO 9303 part 3 section 6: letters that a zone writes with others than their base letter, and Cyrillic. Where the
 * standard leaves a choice (Ä is AE or A) the longer one stands; {@link mrzSpellings} knows both.
 */
const transliterations: Record<string, string> = {
  Ä: "AE", Æ: "AE", Å: "AA", Ö: "OE", Ø: "OE", Ü: "UE", ẞ: "SS", Œ: "OE", Þ: "TH", Ð: "D", Đ: "D", Ł: "L", Ħ: "H", Ŧ: "T", Ŋ: "N", ĸ: "Q",
  А: "A", Б: "B", В: "V", Г: "G", Ґ: "G", Ѓ: "G", Д: "D", Ђ: "D", Е: "E", Ё: "E", Є: "IE", Ж: "ZH", З: "Z", Ѕ: "DZ", И: "I", І: "I", Ї: "I",
  Й: "I", Ј: "J", К: "K", Ќ: "K", Л: "L", Љ: "LJ", М: "M", Н: "N", Њ: "NJ", О: "O", П: "P", Р: "R", С: "S", Т: "T", Ћ: "C", У: "U", Ў: "U",
  Ф: "F", Х: "KH", Ц: "TS", Ч: "CH", Џ: "DZ", Ш: "SH", Щ: "SHCH", Ъ: "IE", Ы: "Y", Ь: "", Э: "E", Ю: "IU", Я: "IA",
};

const base = (letter: string) => letter.normalize("NFKD").replace(/\p{M}/gu, "");

function inZone(name: string, spell: (letter: string) => string): string {
  return [...name.normalize("NFC").toUpperCase()]
    .map(spell)
    .join("")
    .replace(/[\s<-]+/g, "<")
    .replace(/[^A-Z<]/g, "")
    .replace(/^<+|<+$/g, "");
}

/** A name in the letters of a zone: A to Z and the filler. Other scripts are not romanised: their letters are left out. */
export function toMrzLetters(name: string): string {
  return inZone(name, (letter) => transliterations[letter] ?? base(letter));
}

/** Every way in which a zone may spell a name: MÜLLER is MUELLER, MUXXLLER or MULLER, by the issuing state's custom. */
export function mrzSpellings(name: string): string[] {
  const short = (letter: string) => (base(letter) === letter ? (transliterations[letter] ?? letter) : base(letter));
  const spaced = (letter: string) => ({ Ñ: "NXX", Ü: "UXX" })[letter] ?? transliterations[letter] ?? base(letter);
  return [...new Set([toMrzLetters(name), inZone(name, short), inZone(name, spaced)])];
}
