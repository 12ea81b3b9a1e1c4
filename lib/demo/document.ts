import "server-only";
import sharp from "sharp";
import { countryName } from "@/lib/kyc/country";
import { formatTd1, formatTd3, type MrzData } from "@/lib/kyc/mrz";
import { portraitSvg } from "./portrait";

/** What a document prints. */
export interface DrawnDocument extends MrzData {
  seed: number;
  issueDate: string;
  title: string;
}

const papers = [
  ["#eef3f6", "#bcd0db", "#27506b"],
  ["#f4eef2", "#dcc0cf", "#6b2748"],
  ["#f0f4ec", "#c6d6b8", "#3d5a27"],
  ["#f5f1e8", "#dfd0ac", "#6b5327"],
] as const;

const escapeXml = (text: string) => text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const printedDate = (date: string) => `${date.slice(8, 10)} ${months[Number(date.slice(5, 7)) - 1] ?? ""} ${date.slice(0, 4)}`;

/** Fine waves over the whole page, as security print has them. */
function guilloche(width: number, height: number, seed: number, colour: string): string {
  const lines = Array.from({ length: 26 }, (_, index) => {
    const y = (index / 25) * height;
    const swing = 14 + ((seed * 7 + index * 5) % 22);
    const quarter = width / 4;
    return `M0 ${y} q${quarter / 2} ${-swing} ${quarter} 0 t${quarter} 0 t${quarter} 0 t${quarter} 0`;
  });
  return `<path d="${lines.join(" ")}" fill="none" stroke="${colour}" stroke-width="1" opacity="0.7"/>`;
}

const field = (x: number, y: number, label: string, value: string) =>
  `<text x="${x}" y="${y}" font-size="13" fill="#5a6470">${label}</text><text x="${x}" y="${y + 27}" font-size="24" font-weight="500" fill="#14181d">${escapeXml(value)}</text>`;

/** A zone is fixed pitch: every character in the middle of its own cell (ICAO 9303 part 3, OCR-B at 10 to the inch). */
function zone(lines: readonly string[], x: number, y: number, pitch: number): string {
  return lines
    .flatMap((line, row) =>
      [...line].map((sign, column) => `<text x="${x + (column + 0.5) * pitch}" y="${y + row * pitch * 2}" text-anchor="middle">${escapeXml(sign)}</text>`),
    )
    .join("");
}

function page(width: number, height: number, document: DrawnDocument, content: string): string {
  const [paper, line, ink] = papers[document.seed % papers.length] ?? papers[0];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Pretendard">
<rect width="${width}" height="${height}" rx="18" fill="${paper}"/>${guilloche(width, height, document.seed, line)}
<text x="40" y="58" font-size="30" font-weight="700" letter-spacing="3" fill="${ink}">${escapeXml(countryName(document.issuingCountry, "en").toUpperCase())}</text>
<text x="${width - 40}" y="58" font-size="22" font-weight="600" text-anchor="end" letter-spacing="2" fill="${ink}">${document.title}</text>
${content}
<text x="${width / 2}" y="${height / 2 + 40}" font-size="${width / 8}" font-weight="800" text-anchor="middle" letter-spacing="8" fill="#b3261e" opacity="0.16" transform="rotate(-18 ${width / 2} ${height / 2})">SPECIMEN</text></svg>`;
}

const photo = (document: DrawnDocument, x: number, y: number, width: number) =>
  `<svg x="${x}" y="${y}" width="${width}" height="${width * 1.25}" viewBox="0 0 400 500">${portraitSvg(document.seed, document.gender ?? "female", 0)}</svg>`;

const sex = (document: DrawnDocument) => (document.gender === "female" ? "F" : document.gender === "male" ? "M" : "X");

function passport(document: DrawnDocument): string {
  const left = 340;
  return page(1000, 704, document, `${photo(document, 40, 96, 264)}
${field(left, 110, "Type / Type", "P")}${field(left + 150, 110, "Country code / Code du pays", document.issuingCountry)}${field(left + 400, 110, "Passport No.", document.documentNumber)}
${field(left, 180, "Surname / Nom", document.surname.toUpperCase())}${field(left, 250, "Given names / Prénoms", document.givenNames.toUpperCase())}
${field(left, 320, "Nationality / Nationalité", countryName(document.nationality, "en").toUpperCase())}${field(left + 400, 320, "Personal No.", document.personalNumber ?? "")}
${field(left, 390, "Date of birth", printedDate(document.birthDate))}${field(left + 250, 390, "Sex", sex(document))}
${field(left, 460, "Date of issue", printedDate(document.issueDate))}${field(left + 250, 460, "Date of expiry", printedDate(document.expireDate))}
<rect y="556" width="1000" height="148" fill="#ffffff" opacity="0.72"/><g font-size="29" font-weight="500" fill="#101316">${zone(formatTd3(document), 39, 616, 20.95)}</g>`);
}

function cardFront(document: DrawnDocument): string {
  const left = 330;
  return page(1000, 630, document, `${photo(document, 40, 110, 250)}
${field(left, 130, "Surname", document.surname.toUpperCase())}${field(left, 205, "Given names", document.givenNames.toUpperCase())}
${field(left, 280, "Nationality", document.nationality)}${field(left + 220, 280, "Sex", sex(document))}${field(left + 340, 280, "Date of birth", printedDate(document.birthDate))}
${field(left, 355, "Document No.", document.documentNumber)}${field(left + 340, 355, "Date of expiry", printedDate(document.expireDate))}
${field(left, 430, "Date of issue", printedDate(document.issueDate))}${field(left + 340, 430, "Personal No.", document.personalNumber ?? "")}`);
}

function cardBack(document: DrawnDocument): string {
  return page(1000, 630, document, `${field(40, 120, "Authority", "REGISTRY OFFICE")}${field(40, 195, "Place of birth", "UTOPIA CITY")}
<rect y="392" width="1000" height="238" fill="#ffffff" opacity="0.72"/><g font-size="40" font-weight="500" fill="#101316">${zone(formatTd1(document), 50, 456, 30)}</g>`);
}

const toJpeg = (svg: string) => sharp(Buffer.from(svg)).flatten({ background: "#ffffff" }).jpeg({ quality: 86 }).toBuffer();

/** A passport's data page (ICAO 9303 part 4), overprinted SPECIMEN; JPEG. */
export const drawPassport = (document: DrawnDocument) => toJpeg(passport(document));

/** Both sides of an ID card (ICAO 9303 part 5), overprinted SPECIMEN; JPEG. */
export const drawCard = (document: DrawnDocument) => Promise.all([toJpeg(cardFront(document)), toJpeg(cardBack(document))]);

/** The same drawn person in another light; JPEG. */
export const drawSelfie = (seed: number, gender: "female" | "male") => toJpeg(portraitSvg(seed, gender, 1 + (seed % 3)));

/** A letter that shows name and address, as a proof of address; JPEG. */
export function drawAddressLetter(name: string, seed: number): Promise<Buffer> {
  const lines = Array.from({ length: 9 }, (_, index) => `<rect x="80" y="${470 + index * 38}" width="${520 - ((seed * 37 + index * 61) % 180)}" height="10" rx="5" fill="#c9ced4"/>`);
  return toJpeg(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 1000" width="760" height="1000" font-family="Pretendard">
<rect width="760" height="1000" fill="#fdfdfb"/><rect width="760" height="96" fill="#e8edf1"/>
<text x="80" y="62" font-size="30" font-weight="700" fill="#27506b">UTOPIA WATER WORKS</text>
<text x="80" y="190" font-size="24" font-weight="600" fill="#14181d">${escapeXml(name)}</text>
<text x="80" y="228" font-size="22" fill="#14181d">${12 + seed} Harbour Street</text><text x="80" y="262" font-size="22" fill="#14181d">${1000 + seed * 13} Utopia City</text>
<text x="80" y="400" font-size="24" font-weight="600" fill="#14181d">Statement of supply</text>${lines.join("")}
<text x="380" y="640" font-size="96" font-weight="800" text-anchor="middle" letter-spacing="8" fill="#b3261e" opacity="0.16" transform="rotate(-24 380 600)">SPECIMEN</text></svg>`);
}
