import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { inspectImage, type InspectedImage } from "@/lib/images/inspect";
import type { Fields } from "@/lib/kyc/fields";
import type { ImageKind } from "@/lib/kyc/images";
import type { ServiceContext } from "@/lib/services/context";
import { createSubmission, type NewSubmission } from "@/lib/services/create-submission";

export const specimenFields: Fields = {
  issuingCountry: "HUN",
  fullName: "Specimen Specimen",
  birthDate: "1982-12-25",
  nationality: "HRV",
  gender: "female",
  documentNumber: "007007007",
  identityNumber: null,
  issueDate: "2009-07-01",
  expireDate: "2014-07-01",
  idType: "passport",
};

/** A small real picture; `seed` makes each another one. */
export async function makeImage(seed = 1, format: "jpeg" | "png" = "jpeg"): Promise<InspectedImage> {
  const background = { r: (seed * 53) % 256, g: (seed * 97) % 256, b: (seed * 193) % 256 };
  const picture = sharp({ create: { width: 96, height: 64, channels: 3, background, noise: { type: "gaussian", mean: 128, sigma: 30 } } });
  const inspected = await inspectImage(await picture.toFormat(format).toBuffer());
  if ("fault" in inspected) throw new Error(inspected.fault);
  return inspected;
}

type Overrides = Partial<Omit<NewSubmission, "claimed" | "images">> & { claimed?: Partial<Fields>; images?: readonly ImageKind[] };

/** A pending case: claims HUN where nothing was read, unless told otherwise. Its id. */
export async function makeSubmission(ctx: ServiceContext, { claimed, images = [], ...rest }: Overrides = {}): Promise<string> {
  const pictures = [];
  for (const [index, kind] of images.entries()) pictures.push({ kind, image: await makeImage(index + 1) });
  return createSubmission(ctx, {
    externalId: null,
    source: "import",
    status: "pending",
    email: `${randomUUID()}@example.com`,
    printed: null,
    mrz: null,
    flags: [],
    retryCount: 0,
    ...rest,
    images: pictures,
    claimed: { ...specimenFields, ...claimed },
  });
}
