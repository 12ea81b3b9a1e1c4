/** A value that a country field may hold. `canonical` differs for letters that a document writes otherwise: D is DEU. */
export interface Country {
  code: string;
  canonical: string;
  en: string;
  ko: string;
}

export type CountryLocale = "en" | "ko";

/*
 * ISO 3166-1 alpha-3, then what ICAO 9303 part 3 section 5 adds. The names are short common ones and frozen: a message
 * that was stored must render the same for ever, whatever the platform's own names become.
 */
const table = `
ABW|Aruba|아루바
AFG|Afghanistan|아프가니스탄
AGO|Angola|앙골라
AIA|Anguilla|앵귈라
ALA|Åland Islands|올란드 제도
ALB|Albania|알바니아
AND|Andorra|안도라
ARE|United Arab Emirates|아랍에미리트
ARG|Argentina|아르헨티나
ARM|Armenia|아르메니아
ASM|American Samoa|아메리칸사모아
ATA|Antarctica|남극
ATF|French Southern Territories|프랑스령 남방 지역
ATG|Antigua and Barbuda|앤티가 바부다
AUS|Australia|오스트레일리아
AUT|Austria|오스트리아
AZE|Azerbaijan|아제르바이잔
BDI|Burundi|부룬디
BEL|Belgium|벨기에
BEN|Benin|베냉
BES|Caribbean Netherlands|카리브 네덜란드
BFA|Burkina Faso|부르키나파소
BGD|Bangladesh|방글라데시
BGR|Bulgaria|불가리아
BHR|Bahrain|바레인
BHS|Bahamas|바하마
BIH|Bosnia and Herzegovina|보스니아 헤르체고비나
BLM|Saint Barthélemy|생바르텔레미
BLR|Belarus|벨라루스
BLZ|Belize|벨리즈
BMU|Bermuda|버뮤다
BOL|Bolivia|볼리비아
BRA|Brazil|브라질
BRB|Barbados|바베이도스
BRN|Brunei|브루나이
BTN|Bhutan|부탄
BVT|Bouvet Island|부베섬
BWA|Botswana|보츠와나
CAF|Central African Republic|중앙아프리카공화국
CAN|Canada|캐나다
CCK|Cocos (Keeling) Islands|코코스 제도
CHE|Switzerland|스위스
CHL|Chile|칠레
CHN|China|중국
CIV|Ivory Coast|코트디부아르
CMR|Cameroon|카메룬
COD|DR Congo|콩고민주공화국
COG|Congo|콩고
COK|Cook Islands|쿡 제도
COL|Colombia|콜롬비아
COM|Comoros|코모로
CPV|Cape Verde|카보베르데
CRI|Costa Rica|코스타리카
CUB|Cuba|쿠바
CUW|Curaçao|퀴라소
CXR|Christmas Island|크리스마스섬
CYM|Cayman Islands|케이맨 제도
CYP|Cyprus|키프로스
CZE|Czechia|체코
DEU|Germany|독일
DJI|Djibouti|지부티
DMA|Dominica|도미니카 연방
DNK|Denmark|덴마크
DOM|Dominican Republic|도미니카 공화국
DZA|Algeria|알제리
ECU|Ecuador|에콰도르
EGY|Egypt|이집트
ERI|Eritrea|에리트레아
ESH|Western Sahara|서사하라
ESP|Spain|스페인
EST|Estonia|에스토니아
ETH|Ethiopia|에티오피아
FIN|Finland|핀란드
FJI|Fiji|피지
FLK|Falkland Islands|포클랜드 제도
FRA|France|프랑스
FRO|Faroe Islands|페로 제도
FSM|Micronesia|미크로네시아
GAB|Gabon|가봉
GBR|United Kingdom|영국
GEO|Georgia|조지아
GGY|Guernsey|건지
GHA|Ghana|가나
GIB|Gibraltar|지브롤터
GIN|Guinea|기니
GLP|Guadeloupe|과들루프
GMB|Gambia|감비아
GNB|Guinea-Bissau|기니비사우
GNQ|Equatorial Guinea|적도 기니
GRC|Greece|그리스
GRD|Grenada|그레나다
GRL|Greenland|그린란드
GTM|Guatemala|과테말라
GUF|French Guiana|프랑스령 기아나
GUM|Guam|괌
GUY|Guyana|가이아나
HKG|Hong Kong|홍콩
HMD|Heard and McDonald Islands|허드 맥도널드 제도
HND|Honduras|온두라스
HRV|Croatia|크로아티아
HTI|Haiti|아이티
HUN|Hungary|헝가리
IDN|Indonesia|인도네시아
IMN|Isle of Man|맨섬
IND|India|인도
IOT|British Indian Ocean Territory|영국령 인도양 지역
IRL|Ireland|아일랜드
IRN|Iran|이란
IRQ|Iraq|이라크
ISL|Iceland|아이슬란드
ISR|Israel|이스라엘
ITA|Italy|이탈리아
JAM|Jamaica|자메이카
JEY|Jersey|저지
JOR|Jordan|요르단
JPN|Japan|일본
KAZ|Kazakhstan|카자흐스탄
KEN|Kenya|케냐
KGZ|Kyrgyzstan|키르기스스탄
KHM|Cambodia|캄보디아
KIR|Kiribati|키리바시
KNA|Saint Kitts and Nevis|세인트키츠 네비스
KOR|South Korea|대한민국
KWT|Kuwait|쿠웨이트
LAO|Laos|라오스
LBN|Lebanon|레바논
LBR|Liberia|라이베리아
LBY|Libya|리비아
LCA|Saint Lucia|세인트루시아
LIE|Liechtenstein|리히텐슈타인
LKA|Sri Lanka|스리랑카
LSO|Lesotho|레소토
LTU|Lithuania|리투아니아
LUX|Luxembourg|룩셈부르크
LVA|Latvia|라트비아
MAC|Macao|마카오
MAF|Saint Martin|생마르탱
MAR|Morocco|모로코
MCO|Monaco|모나코
MDA|Moldova|몰도바
MDG|Madagascar|마다가스카르
MDV|Maldives|몰디브
MEX|Mexico|멕시코
MHL|Marshall Islands|마셜 제도
MKD|North Macedonia|북마케도니아
MLI|Mali|말리
MLT|Malta|몰타
MMR|Myanmar|미얀마
MNE|Montenegro|몬테네그로
MNG|Mongolia|몽골
MNP|Northern Mariana Islands|북마리아나 제도
MOZ|Mozambique|모잠비크
MRT|Mauritania|모리타니
MSR|Montserrat|몬트세랫
MTQ|Martinique|마르티니크
MUS|Mauritius|모리셔스
MWI|Malawi|말라위
MYS|Malaysia|말레이시아
MYT|Mayotte|마요트
NAM|Namibia|나미비아
NCL|New Caledonia|뉴칼레도니아
NER|Niger|니제르
NFK|Norfolk Island|노퍽섬
NGA|Nigeria|나이지리아
NIC|Nicaragua|니카라과
NIU|Niue|니우에
NLD|Netherlands|네덜란드
NOR|Norway|노르웨이
NPL|Nepal|네팔
NRU|Nauru|나우루
NZL|New Zealand|뉴질랜드
OMN|Oman|오만
PAK|Pakistan|파키스탄
PAN|Panama|파나마
PCN|Pitcairn|핏케언 제도
PER|Peru|페루
PHL|Philippines|필리핀
PLW|Palau|팔라우
PNG|Papua New Guinea|파푸아뉴기니
POL|Poland|폴란드
PRI|Puerto Rico|푸에르토리코
PRK|North Korea|북한
PRT|Portugal|포르투갈
PRY|Paraguay|파라과이
PSE|Palestine|팔레스타인
PYF|French Polynesia|프랑스령 폴리네시아
QAT|Qatar|카타르
REU|Réunion|레위니옹
ROU|Romania|루마니아
RUS|Russia|러시아
RWA|Rwanda|르완다
SAU|Saudi Arabia|사우디아라비아
SDN|Sudan|수단
SEN|Senegal|세네갈
SGP|Singapore|싱가포르
SGS|South Georgia and South Sandwich Islands|사우스조지아 사우스샌드위치 제도
SHN|Saint Helena|세인트헬레나
SJM|Svalbard and Jan Mayen|스발바르 얀마옌
SLB|Solomon Islands|솔로몬 제도
SLE|Sierra Leone|시에라리온
SLV|El Salvador|엘살바도르
SMR|San Marino|산마리노
SOM|Somalia|소말리아
SPM|Saint Pierre and Miquelon|생피에르 미클롱
SRB|Serbia|세르비아
SSD|South Sudan|남수단
STP|São Tomé and Príncipe|상투메 프린시페
SUR|Suriname|수리남
SVK|Slovakia|슬로바키아
SVN|Slovenia|슬로베니아
SWE|Sweden|스웨덴
SWZ|Eswatini|에스와티니
SXM|Sint Maarten|신트마르턴
SYC|Seychelles|세이셸
SYR|Syria|시리아
TCA|Turks and Caicos Islands|터크스 케이커스 제도
TCD|Chad|차드
TGO|Togo|토고
THA|Thailand|태국
TJK|Tajikistan|타지키스탄
TKL|Tokelau|토켈라우
TKM|Turkmenistan|투르크메니스탄
TLS|Timor-Leste|동티모르
TON|Tonga|통가
TTO|Trinidad and Tobago|트리니다드 토바고
TUN|Tunisia|튀니지
TUR|Türkiye|튀르키예
TUV|Tuvalu|투발루
TWN|Taiwan|대만
TZA|Tanzania|탄자니아
UGA|Uganda|우간다
UKR|Ukraine|우크라이나
UMI|United States Minor Outlying Islands|미국령 군소 제도
URY|Uruguay|우루과이
USA|United States|미국
UZB|Uzbekistan|우즈베키스탄
VAT|Vatican City|바티칸 시국
VCT|St Vincent and the Grenadines|세인트빈센트 그레나딘
VEN|Venezuela|베네수엘라
VGB|British Virgin Islands|영국령 버진아일랜드
VIR|US Virgin Islands|미국령 버진아일랜드
VNM|Vietnam|베트남
VUT|Vanuatu|바누아투
WLF|Wallis and Futuna|왈리스 푸투나
WSM|Samoa|사모아
YEM|Yemen|예멘
ZAF|South Africa|남아프리카공화국
ZMB|Zambia|잠비아
ZWE|Zimbabwe|짐바브웨
D|Germany|독일|DEU
GBD|United Kingdom, Overseas Territories Citizen|영국 해외영토 시민|GBR
GBN|United Kingdom, National (Overseas)|영국 해외국민|GBR
GBO|United Kingdom, Overseas Citizen|영국 해외시민|GBR
GBP|United Kingdom, Protected Person|영국 보호민|GBR
GBS|United Kingdom, Subject|영국 신민|GBR
EUE|European Union|유럽 연합
IAO|International Civil Aviation Organization|국제 민간 항공 기구
NTZ|Neutral Zone|중립 지대
RKS|Kosovo|코소보
UNO|United Nations|국제 연합
UNA|United Nations agency|국제 연합 전문 기구
UNK|UN Interim Administration in Kosovo|유엔 코소보 임시행정부
UTO|Utopia|유토피아
XXA|Stateless person (1954 Convention)|무국적자(1954년 협약)
XXB|Refugee (1951 Convention)|난민(1951년 협약)
XXC|Refugee (other)|난민(기타)
XXX|Unspecified nationality|국적 미상
XBA|African Development Bank|아프리카 개발은행
XIM|African Export-Import Bank|아프리카 수출입은행
XCC|Caribbean Community|카리브 공동체
XCE|Council of Europe|유럽 평의회
XCO|Common Market for Eastern and Southern Africa|동남아프리카 공동시장
XEC|Economic Community of West African States|서아프리카 경제 공동체
XPO|Interpol|인터폴
XES|Organization of Eastern Caribbean States|동카리브 국가 기구
XMP|Parliamentary Assembly of the Mediterranean|지중해 의회
XOM|Sovereign Military Order of Malta|몰타 기사단
XDC|Southern African Development Community|남아프리카 개발 공동체`;

/** Every accepted country value, ISO 3166-1 first. */
export const countries: readonly Country[] = Object.freeze(
  table
    .trim()
    .split("\n")
    .map((line) => {
      const [code = "", en = "", ko = "", canonical = code] = line.split("|");
      return Object.freeze({ code, canonical, en, ko });
    }),
);

const byCode = new Map(countries.map((country) => [country.code, country]));

/** True for a code as a document may write it: `D` and `DEU`. */
export function isCountry(code: string): boolean {
  return byCode.has(code);
}

/** True for a code that names itself: `DEU`, not `D`. Policies and filters hold these. */
export function isCanonicalCountry(code: string): boolean {
  return byCode.get(code)?.canonical === code;
}

/** `D` is DEU, `GBN` is GBR; `null` for what is no country value. */
export function canonicalCountry(code: string): string | null {
  return byCode.get(code)?.canonical ?? null;
}

/** Every way to write the same country: D and DEU; GBR, GBN, GBD … What is no country value is written one way. */
export function countrySpellings(code: string): string[] {
  const canonical = canonicalCountry(code);
  return canonical === null ? [code] : countries.filter((country) => country.canonical === canonical).map((country) => country.code);
}

/** The short name; the code itself where it is no country value. */
export function countryName(code: string, locale: CountryLocale): string {
  return byCode.get(code)?.[locale] ?? code;
}

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/gu, " ").trim().toLowerCase();

/** The country that a text names exactly, by code or by name in either language; case and accents aside. */
export function findCountry(text: string): Country | null {
  const wanted = plain(text);
  if (wanted === "") return null;
  return (
    byCode.get(text.trim().toUpperCase()) ??
    countries.find((country) => plain(country.en) === wanted || plain(country.ko) === wanted) ??
    null
  );
}

function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The code to suggest when a text is no country value: by name, else the code with the fewest changed letters. */
export function nearestCountry(text: string): string {
  const named = findCountry(text);
  if (named) return named.code;

  const wanted = plain(text).slice(0, 64);
  let best = { code: "XXX", cost: Number.POSITIVE_INFINITY };
  for (const country of countries) {
    const byLetters = distance(wanted, country.code.toLowerCase());
    const byName = wanted.length > 3 ? distance(wanted, plain(country.en)) : Number.POSITIVE_INFINITY;
    const cost = Math.min(byLetters, byName);
    if (cost < best.cost) best = { code: country.code, cost };
  }
  return best.code;
}
