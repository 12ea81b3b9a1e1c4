import { expect, test } from "vitest";
import { countries } from "./country";
import { alpha2Of } from "./country-alpha2";

test("each country of ISO 3166-1 has two letters of its own, and what ICAO adds has none but Kosovo", () => {
  const canonical = countries.filter(({ code, canonical }) => code === canonical);
  const iso = canonical.slice(0, canonical.findIndex(({ code }) => code === "ZWE") + 1).map(({ code }) => alpha2Of(code));
  expect(iso).not.toContain(null);
  expect(new Set(iso).size).toBe(249);
  expect(canonical.slice(iso.length).flatMap(({ code }) => (alpha2Of(code) === null ? [] : [code]))).toEqual(["RKS"]);
});

test("the platform knows the two letters by a name that begins as ours", () => {
  const names = new Intl.DisplayNames("en", { type: "region" });
  const otherwise = new Set(["CIV", "COD", "COG", "HKG", "LCA", "MAC", "MAF", "BLM", "KNA", "SPM", "SHN", "VCT", "UMI", "PSE", "MMR", "VIR"]);
  for (const { code, en } of countries) {
    const alpha2 = alpha2Of(code);
    if (alpha2 === null || otherwise.has(code)) continue;
    expect(`${code} ${names.of(alpha2)?.slice(0, 4) ?? ""}`).toBe(`${code} ${en.slice(0, 4)}`);
  }
});

test("other ways to write a country mean the same", () => {
  expect(alpha2Of("D")).toBe("DE");
  expect(alpha2Of("GBN")).toBe("GB");
  expect(alpha2Of("XOM")).toBeNull();
  expect(alpha2Of("nowhere")).toBeNull();
});
