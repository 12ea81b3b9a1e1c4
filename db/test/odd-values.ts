import fc from "fast-check";

/** Texts that parsers, databases and people take for something else. */
const oddTexts = [
  "", " ", "\u0000", "a\u0000b", "\ud800", "b\udc00", "\ud83d", "\u202eevil\u202c", "עִבְרִית", "\ufeffx", "\u200b", "\u0301".repeat(60), "👩‍👩‍👧‍👦", "ﷺ", "İıſK", "ǅ", "ﬁ", "\u0085\u2028", "\t\r\n",
  "__proto__", "constructor", "toString", "null", "undefined", "true", "NaN", "1e999", "-0", "0x10", "9".repeat(400), "a".repeat(300), "字".repeat(600), "x".repeat(20_000),
  "' or 1=1 --", "%00", "%", "${7*7}", "../../etc/passwd", "<script>alert(1)</script>", "a,b,,c", "a@example.com", "A@EXAMPLE.COM ", "a@b", "\"a b\"@example.com", "anna+tag@example.com",
];

const oddDates = [
  "2026-02-30", "0000-00-00", "0000-01-01", "9999-12-31", "+275760-09-13", "-000001-01-01", "1994-5-12", "19940512", "1994", "2024-02-29", "2023-02-29", "1900-02-29", "2024-02-29T00:00:00Z",
  "2026-11-24T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z", "１９９４-05-12", "1994–05–12", "31/12/1994", "1994-05-12 ",
];

/** Text that no form foresaw, dates among it; lone surrogates too, which reach the wire as JSON escapes. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 2, arbitrary: fc.constantFrom(...oddDates) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.uuid() },
);

const oddNumber = fc.oneof(fc.double(), fc.maxSafeInteger(), fc.constantFrom(1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 64, 5e-324));

/** A value of any type that JSON has. */
export const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: oddText },
  { weight: 1, arbitrary: oddNumber },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null], { length: 1 }, { toString: 1 }) },
  { weight: 1, arbitrary: fc.array(oddText, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** Whole bodies that are no call of anybody's. */
export const oddBody: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
  fc.integer({ min: 1, max: 20_000 }).map((depth) => Buffer.from("[".repeat(depth) + "]".repeat(depth))),
  fc.integer({ min: 1, max: 8_000 }).map((depth) => Buffer.from('{"a":'.repeat(depth))),
  fc.constantFrom("", "{", "null", "[]", '"text"', "1e999", '{"submissionId":1e999}', "\ufeff{}", "{}{}", `{"admin":"${"a".repeat(70_000)}"}`).map((text) => Buffer.from(text)),
  fc.constant(Buffer.from('{"admin":"@@admin@@"}', "utf16le")),
);

export type Entry<Value> = readonly [name: string, value: Value];

/** What is right with up to three of its entries set to something else, left out or given twice; unknown ones come along. */
export function spoiled<Value>(right: Readonly<Record<string, Value>>, values: fc.Arbitrary<Value>): fc.Arbitrary<Entry<Value>[]> {
  const names = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...Object.keys(right)) }, { weight: 1, arbitrary: oddText });
  const change = fc.record({ name: names, how: fc.constantFrom("set", "drop", "again"), value: values });
  return fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: fc.array(change, { maxLength: 3 }) }).map((changes) => {
    let entries: Entry<Value>[] = Object.entries(right);
    for (const { name, how, value } of changes) {
      if (how === "set" && name in right) entries = entries.map((entry) => (entry[0] === name ? [name, value] : entry));
      else if (how === "drop") entries = entries.filter(([known]) => known !== name);
      else entries = [...entries, [name, value]];
    }
    return entries;
  });
}

/** Usually the first, now and then the other. */
export const mostly = <Value>(usual: fc.Arbitrary<Value>, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.oneof({ weight: 7, arbitrary: usual }, { weight: 1, arbitrary: other });
