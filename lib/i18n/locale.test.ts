import { expect, test } from "vitest";
import { localeFor } from "./locale";

test.each([
  ["what was chosen stands over the browser", "en", "ko-KR,ko;q=0.9", "en"],
  ["the browser decides when nothing was chosen", undefined, "ko-KR,ko;q=0.9,en;q=0.8", "ko"],
  ["the higher quality wins, whatever the order", undefined, "en;q=0.5, ko;q=0.9", "ko"],
  ["a language of quality 0 is refused", undefined, "ko;q=0, en", "en"],
  ["languages that the desk does not speak are passed over", undefined, "de-DE,fr;q=0.9,ko;q=0.1", "ko"],
  ["no header is English", undefined, null, "en"],
  ["a cookie of another making is ignored", "xx<script>", "ko", "ko"],
])("%s", (_name, chosen, header, locale) => {
  expect(localeFor(chosen, header)).toBe(locale);
});
