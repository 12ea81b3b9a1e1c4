import type { Place } from "./viewer-geometry";

/** The page of a passport or a visa: left, under the head and above the zone that machines read (ICAO 9303 part 4, TD3: 125 × 88 mm). */
const page: Place = { x: 0.02, y: 0.2, width: 0.33, height: 0.55 };
/** The front of a card: left, under the head (ICAO 9303 part 5, TD1: 85.6 × 54 mm). */
const card: Place = { x: 0.02, y: 0.14, width: 0.36, height: 0.68 };

/** Where a document of the type carries the portrait, if its picture shows it upright and as a whole: a place to look at first, not a finding. */
export function portraitPlaceOf(idType: string | null): Place {
  return idType === "passport" || idType === "visa" ? page : card;
}
