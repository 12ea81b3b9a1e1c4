import { describe, expect, test } from "vitest";
import { checkDigit, formatTd1, formatTd3, type MrzData } from "./mrz";
import { mrzSpellings, toMrzLetters } from "./mrz-letters";

/** The specimen of ICAO 9303 part 4, appendix A. */
const eriksson: MrzData = {
  issuingCountry: "UTO",
  surname: "Eriksson",
  givenNames: "Anna Maria",
  documentNumber: "L898902C3",
  nationality: "UTO",
  birthDate: "1974-08-12",
  gender: "female",
  expireDate: "2012-04-15",
  personalNumber: "ZE184226B",
};

test.each([
  ["L898902C3", "6"],
  ["740812", "2"],
  ["120415", "9"],
  ["ZE184226B<<<<<", "1"],
  ["520727", "3"],
  ["AB2134<<<", "5"],
  ["<<<<<<", "0"],
])("the check digit of %s is %s", (text, digit) => {
  expect(checkDigit(text)).toBe(digit);
});

test("what no zone can hold has no check digit", () => {
  expect(() => checkDigit("L89890-C3")).toThrow(RangeError);
});

describe("a passport", () => {
  test("is the standard's specimen to the letter", () => {
    expect(formatTd3(eriksson)).toEqual(["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]);
  });

  test("without a personal number has fillers, also for its check digit", () => {
    const [, second] = formatTd3({ ...eriksson, personalNumber: null });
    expect(second.slice(28, 43)).toBe("<".repeat(15));
    expect(second).toHaveLength(44);
  });

  test("of a German holder writes D and two fillers", () => {
    const [first, second] = formatTd3({ ...eriksson, issuingCountry: "D", nationality: "D", surname: "Mustermann", givenNames: "Erika" });
    expect(first.startsWith("P<D<<MUSTERMANN<<ERIKA<")).toBe(true);
    expect(second.slice(10, 13)).toBe("D<<");
  });

  test("of a holder with one name has fillers only behind it", () => {
    const [first] = formatTd3({ ...eriksson, surname: "Arkfreith", givenNames: "" });
    expect(first).toBe(`P<UTO${"ARKFREITH".padEnd(39, "<")}`);
  });

  test("of a very long name keeps a letter of the given names", () => {
    const [first] = formatTd3({ ...eriksson, surname: "X".repeat(60), givenNames: "Anna" });
    expect(first).toBe(`P<UTO${"X".repeat(36)}<<A`);
  });

  test("with an unknown day of birth has two fillers for it", () => {
    const [, second] = formatTd3({ ...eriksson, birthDate: "1974-08" });
    expect(second.slice(13, 19)).toBe("7408<<");
  });

  test("does not cut a number that has no room", () => {
    expect(() => formatTd3({ ...eriksson, documentNumber: "L898902C3X" })).toThrow(RangeError);
    expect(() => formatTd3({ ...eriksson, personalNumber: "123456789012345" })).toThrow(RangeError);
  });
});

describe("an ID card", () => {
  const card = { ...eriksson, documentNumber: "D23145890", personalNumber: null };

  test("is the standard's specimen to the letter", () => {
    expect(formatTd1(card)).toEqual(["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]);
  });

  test("continues a longer number in the optional data, a filler standing for its check digit", () => {
    const [first] = formatTd1({ ...card, documentNumber: "D23145890734" });
    expect(first).toBe("I<UTOD23145890<7349<<<<<<<<<<<");
  });

  test("has lines of thirty", () => {
    expect(formatTd1({ ...card, personalNumber: "123456789012345" }).map((line) => line.length)).toEqual([30, 30, 30]);
  });
});

test.each([
  ["Birutė Basanavičienė", "BIRUTE<BASANAVICIENE"],
  ["Müller-Lüdenscheidt", "MUELLER<LUEDENSCHEIDT"],
  ["Größe", "GROESSE"],
  ["Åse Ødegård", "AASE<OEDEGAARD"],
  ["Þór Æsir", "THOR<AESIR"],
  ["O’Connor", "OCONNOR"],
  ["Łukasz Żółć", "LUKASZ<ZOLC"],
  ["İbrahim Yıldız", "IBRAHIM<YILDIZ"],
  ["Nguyễn Văn Đức", "NGUYEN<VAN<DUC"],
  ["Иван Щербаков", "IVAN<SHCHERBAKOV"],
  ["Юлія", "IULIIA"],
])("a zone writes %s as %s", (name, letters) => {
  expect(toMrzLetters(name)).toBe(letters);
});

test("a letter with several spellings is known in each of them", () => {
  expect(mrzSpellings("Müller")).toEqual(["MUELLER", "MULLER", "MUXXLLER"]);
  expect(mrzSpellings("Eriksson")).toEqual(["ERIKSSON"]);
});
