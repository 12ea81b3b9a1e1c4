import "server-only";
import type { DocumentHints, EngineAnswer, EngineImage, Engines } from "@/lib/engines/engines";
import type { IdType } from "@/lib/kyc/id-type";
import { notAvailable, type Check } from "@/lib/kyc/intake/checks";
import { documentSpec } from "@/lib/kyc/intake/document-table";
import { idTypeOf, type Sides, type Step1Checks } from "@/lib/kyc/intake/step1";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { CheckName } from "@/lib/kyc/flags";
import type { CheckRecord } from "./check-record";

export interface DocumentImages {
  front: EngineImage;
  back: EngineImage | null;
}

interface Document {
  issuingCountry: string;
  idType: IdType;
}

type Ask<Facts> = (image: EngineImage, hints: DocumentHints) => Promise<EngineAnswer<Facts>>;

const nothing: Sides<never> = { front: notAvailable, back: null };

/**
 * Asks the engines about a document. Detection comes first: what is no ID, or could not be told, is asked nothing more. The
 * rest does not depend on one another and is asked at once; the zone and the barcode on the side where the document table
 * has them, liveness only while it is on.
 */
export async function runStep1Checks(engines: Engines, images: DocumentImages, document: Document, options: ProjectOptions, record: CheckRecord, signal: AbortSignal): Promise<Step1Checks> {
  const hintsOf = (side: "front" | "back"): DocumentHints => ({ ...document, side });
  const askSide = async <Facts>(name: CheckName, ask: Ask<Facts>, side: "front" | "back" | null): Promise<Check<Facts> | null> => {
    const image = side === null ? null : images[side];
    return image === null || side === null ? null : record.take(name, ask(image, hintsOf(side)), side);
  };
  const askSides = async <Facts>(name: CheckName, ask: Ask<Facts>): Promise<Sides<Facts>> => {
    const [front, back] = await Promise.all([record.take(name, ask(images.front, hintsOf("front")), "front"), askSide(name, ask, "back")]);
    return { front, back };
  };

  const detection = await askSides("document_detection", (image, hints) => engines.detectDocument(image, hints, signal));
  const isOver = [detection.front, detection.back].some((check) => check?.outcome === "error" || (check?.outcome === "ok" && !check.facts.isId));
  if (isOver) return { detection, inspection: nothing, text: nothing, zone: null, barcode: null, forensics: nothing, documentLiveness: notAvailable };

  const spec = documentSpec(document.issuingCountry, idTypeOf({ detection }, document.idType) ?? document.idType);
  const isLivenessOn = options.idLivenessPipelines.length > 0;
  const [inspection, text, zone, barcode, forensics, documentLiveness] = await Promise.all([
    askSides("image_inspection", (image) => engines.inspectImage(image, signal)),
    askSides("printed_text", (image, hints) => engines.readText(image, hints, signal)),
    askSide("mrz", (image, hints) => engines.readZone(image, hints, signal), spec.zoneSide),
    askSide("barcode", (image, hints) => engines.readBarcode(image, hints, signal), spec.barcodeSide),
    askSides("forensics", (image, hints) => engines.findForgery(image, hints, signal)),
    isLivenessOn ? record.take("document_liveness", engines.checkDocumentLiveness(images.front, signal)) : notAvailable,
  ]);
  return { detection, inspection, text, zone, barcode, forensics, documentLiveness };
}
