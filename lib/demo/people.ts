import type { IdType } from "@/lib/kyc/id-type";

/** Somebody who does not exist. `name` is what they typed; surname and given names are what their document prints. */
export interface Person {
  name: string;
  surname: string;
  given: string;
  gender: "female" | "male";
  birthDate: string;
  country: string;
  idType: IdType;
}

const table = `
Anna Maria Eriksson|Eriksson|Anna Maria|female|1974-08-12|UTO|passport
김하늘|Kim|Haneul|female|1991-03-04|KOR|passport
이서연|Lee|Seoyeon|female|1988-11-30|KOR|residence_permit
남궁수빈|Namgung|Subin|male|1979-06-17|KOR|drivers_license
박지우|Park|Jiwoo|male|1996-01-22|KOR|government_id
최민준|Choi|Minjun|male|2008-12-24|KOR|passport
정다은|Jung|Daeun|female|2000-02-29|KOR|government_id
황보예은|Hwangbo|Yeeun|female|1985-09-09|KOR|drivers_license
Oluwaseun Adebayo-Ogunleye|Adebayo-Ogunleye|Oluwaseun|male|1983-05-19|NGA|passport
Chukwuemeka Obi|Obi|Chukwuemeka|male|1990-10-02|NGA|drivers_license
María de los Ángeles Fernández-Villaverde y Montenegro|Fernández-Villaverde|María de los Ángeles|female|1977-07-07|ESP|government_id
Nguyễn Thị Khánh Linh|Nguyễn|Thị Khánh Linh|female|1994-04-14|VNM|government_id
Birutė Basanavičienė|Basanavičienė|Birutė|female|1959-11-23|LTU|passport
Tina Vzorec|Vzorec|Tina|female|1966-06-07|SVN|government_id
Андрій Шевчук|Shevchuk|Andrii|male|1987-02-11|UKR|passport
Александра Константиновна Преображенская|Preobrazhenskaya|Aleksandra|female|1992-12-01|KAZ|passport
Димитър Стоянов|Stoyanov|Dimitar|male|1981-08-28|BGR|government_id
Siriporn Rattanakosinwong|Rattanakosinwong|Siriporn|female|1998-05-05|THA|government_id
Cornelius Archibald Featherstonehaugh-Cholmondeley|Featherstonehaugh|Cornelius Archibald|male|1969-03-31|VCT|passport
Maria Olivia Virtanen|Virtanen|Maria Olivia|female|1971-12-21|FIN|government_id
João Pedro Gonçalves da Conceição|Gonçalves da Conceição|João Pedro|male|1995-10-10|PRT|government_id
Dilnoza Yo‘ldosheva|Yoldosheva|Dilnoza|female|1999-09-19|UZB|passport
Maricel Dela Cruz-Evangelista|Dela Cruz|Maricel|female|1986-06-26|PHL|drivers_license
Zuzanna Wiśniewska|Wiśniewska|Zuzanna|female|2001-01-15|POL|government_id
Katalin Szentgyörgyi|Szentgyörgyi|Katalin|female|1973-04-08|HUN|government_id
Luka Horvat|Horvat|Luka|male|1993-07-21|HRV|passport
Erika Mustermann|Mustermann|Erika|female|1964-08-12|D|passport
王小明|Wang|Xiaoming|male|1989-01-28|CHN|passport
陳美玲|Chan|Mei Ling|female|1982-05-16|HKG|government_id
Josiah Ollivierre|Ollivierre|Josiah|male|1976-02-03|VCT|government_id
Amaia Browne|Browne|Amaia|female|1997-08-18|IRL|passport
Þórdís Björnsdóttir|Björnsdóttir|Þórdís|female|1984-11-11|ISL|passport
Ng|Ng|Wei|male|1990-06-06|SGP|government_id
Jean-Baptiste Lefèvre|Lefèvre|Jean-Baptiste|male|1968-09-27|FRA|passport
Ahmet Yıldız|Yıldız|Ahmet|male|1980-03-13|TUR|government_id
Priya Raghunathan|Raghunathan|Priya|female|1992-07-02|IND|passport
Soledad Quispe Mamani|Quispe Mamani|Soledad|female|1978-12-19|BOL|government_id
Kwame Asante|Asante|Kwame|male|2009-02-14|GHA|passport
Emil Søndergaard|Søndergaard|Emil|male|1963-10-25|DNK|passport
Freya MacKenzie-Ross|MacKenzie-Ross|Freya|female|1999-03-09|GBR|drivers_license`;

const isIdTypeOf = (text: string | undefined): IdType => (text ?? "passport") as IdType;

/** Forty people; the first ones are those a newcomer sees first. */
export const people: readonly Person[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [name = "", surname = "", given = "", gender, birthDate = "", country = "", idType] = line.split("|");
    return { name, surname, given, gender: gender === "male" ? "male" : "female", birthDate, country, idType: isIdTypeOf(idType) };
  });
