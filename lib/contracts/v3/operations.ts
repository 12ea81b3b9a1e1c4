import * as z from "zod/mini";
import { deleteAnswerSchema, deletePartsAnswerSchema, deletePartsQuerySchema, deleteQuerySchema } from "./delete";
import { adminErrorSchema, forbiddenSchema, stepErrorSchema } from "./errors";
import { imageLinkQuerySchema, replaceImagesAnswerSchema, replaceImagesSchema } from "./image";
import { insertAnswerSchema, insertSchema } from "./insert";
import { itemPageSchema } from "./item";
import { patchAnswerSchema, patchSchema } from "./patch";
import { preStep2AnswerSchema, preStep2Schema } from "./prestep2";
import { itemQuerySchema } from "./query";
import { reviewAnswerSchema, reviewSchema } from "./review";
import { step1AnswerSchema, step1FieldsSchema, step1ImageNames } from "./step1";
import { step2AnswerSchema, step2FieldsSchema, step2ImageNames } from "./step2";

type Schema = z.ZodMiniType;

/** What a call sends: form fields with images, JSON, or a query. */
export type ApiBody = { kind: "multipart"; fields: Schema; images: readonly string[]; requiredImages: readonly string[] } | { kind: "json"; schema: Schema };

export interface ApiAnswer {
  status: number;
  /** In one sentence. */
  about: string;
  /** `null` for an answer that is no JSON. */
  schema: Schema | null;
}

/** A call of the public API; the reference and the OpenAPI document are made from these rows. */
export interface ApiOperation {
  method: "get" | "post" | "put" | "patch" | "delete";
  path: `/v3/${string}`;
  id: string;
  title: string;
  about: string;
  /** Whether it takes an `Idempotency-Key`. */
  isIdempotent: boolean;
  /** Whether it needs an API key. */
  needsKey: boolean;
  query: Schema | null;
  body: ApiBody | null;
  answers: readonly ApiAnswer[];
  /** The stage whose codes of the catalogue it answers. */
  stage: "step1" | "step2" | null;
}

const sentence = z.object({ message: z.string() });
const forbidden: ApiAnswer = { status: 403, about: "No key, or a call from an address that is not on the project's list.", schema: forbiddenSchema };
const tooMany: ApiAnswer = { status: 429, about: "The key's limit is reached; Retry-After says for how many seconds.", schema: sentence };
const stepRefused: ApiAnswer = { status: 400, about: "A refusal of the catalogue. Nothing is written, and it never counts as a try.", schema: stepErrorSchema };
const tooLarge: ApiAnswer = { status: 413, about: "An image of more than 2 MB, more than 25 fields or 8 files, or a field of more than 16 kB.", schema: stepErrorSchema };
const tooLargeJson: ApiAnswer = { status: 413, about: "A body of more than 64 kB.", schema: sentence };
const running: ApiAnswer = { status: 409, about: "A request with this Idempotency-Key is still running; Retry-After says when to ask again.", schema: sentence };
const otherBody: ApiAnswer = { status: 422, about: "The Idempotency-Key was used with another request.", schema: sentence };
const stepAnswers = [stepRefused, forbidden, tooMany, running, otherBody];

/** In the order of an applicant's way. */
const stepOperations: readonly ApiOperation[] = [
  {
    method: "post", path: "/v3/submission/step1", id: "submitStep1", title: "Step 1: the document",
    about: "Takes the images of an identity document, reads them and decides whether they are good enough. Three tries are shared by all steps; the third that fails rejects.",
    isIdempotent: true, needsKey: true, query: null,
    body: { kind: "multipart", fields: step1FieldsSchema, images: step1ImageNames, requiredImages: ["idImage"] },
    answers: [{ status: 200, about: "Success, a retry with its reasons, or an automatic rejection.", schema: step1AnswerSchema }, ...stepAnswers, tooLarge], stage: "step1",
  },
  {
    method: "post", path: "/v3/submission/validationaccount", id: "submitPreStep2", title: "PreStep2: the bank account",
    about: "Sends one won to the applicant's account. The first three digits of the depositor's name are the code that Step 2 asks for, within ten minutes.",
    isIdempotent: false, needsKey: true, query: null, body: { kind: "json", schema: preStep2Schema },
    answers: [{ status: 200, about: "Sent, or why not; what the bank refuses counts as a try.", schema: preStep2AnswerSchema }, stepRefused, forbidden, tooMany, { ...tooLargeJson, schema: stepErrorSchema }], stage: "step2",
  },
  {
    method: "post", path: "/v3/submission/step2", id: "submitStep2", title: "Step 2: the selfie and the applicant's own word",
    about: "Takes a selfie and what the applicant confirmed, within 72 hours of Step 1. What is clear in every respect is approved, what a rule hits is rejected, the rest waits for a person.",
    isIdempotent: true, needsKey: true, query: null,
    body: { kind: "multipart", fields: step2FieldsSchema, images: step2ImageNames, requiredImages: ["faceImage"] },
    answers: [{ status: 200, about: "Done, or a retry with its reasons.", schema: step2AnswerSchema }, ...stepAnswers, tooLarge], stage: "step2",
  },
];

const adminRefused: ApiAnswer = {
  status: 400, about: "A refusal in a sentence, and of a project that was deleted invalid_request. Nothing is written.", schema: z.union([adminErrorSchema, stepErrorSchema]),
};
const queryRefused: ApiAnswer = { ...adminRefused, about: "A parameter that cannot be read (invalid_parameter), or a project that was deleted (invalid_request)." };
const outage: ApiAnswer = { status: 503, about: "The database does not answer; Retry-After says when to ask again.", schema: sentence };
const otherAnswers = [forbidden, tooMany, outage];
const adminAnswers = [adminRefused, ...otherAnswers];
const good = (schema: Schema, about = "Done."): ApiAnswer => ({ status: 200, about, schema });
const common = { isIdempotent: false, needsKey: true, query: null, body: null, stage: null } as const;

/** What a client asks and does afterwards. Those that name a member hold that member's rights. */
const recordOperations: readonly ApiOperation[] = [
  {
    ...common, method: "get", path: "/v3/submission", id: "listSubmissions", title: "Submissions",
    about: "One submission, or pages of them, newest first. Until a decision of the desk is released, it is pending here.", query: itemQuerySchema,
    answers: [good(itemPageSchema, "The items, and the key of the next page where there is one."), queryRefused, ...otherAnswers],
  },
  {
    ...common, method: "post", path: "/v3/submission/review", id: "reviewSubmission", title: "Review", isIdempotent: true,
    about: "Decides a pending submission as the member named in admin, with corrections in the same transaction. What a rule hits is rejected, whatever status was asked for.",
    body: { kind: "json", schema: reviewSchema }, answers: [good(reviewAnswerSchema), ...adminAnswers, running, tooLargeJson, otherBody],
  },
  {
    ...common, method: "post", path: "/v3/submission", id: "insertSubmission", title: "Migration insert",
    about: "Stores a submission that was decided elsewhere: text only, no checks.", body: { kind: "json", schema: insertSchema }, answers: [good(insertAnswerSchema), stepRefused, forbidden, tooMany, tooLargeJson],
  },
  {
    ...common, method: "patch", path: "/v3/submission", id: "patchSubmission", title: "Correction",
    about: "Corrects fields or the status of a submission, as a lead or an admin. On a pending one a rule's hit rejects.", body: { kind: "json", schema: patchSchema },
    answers: [good(patchAnswerSchema), ...adminAnswers, tooLargeJson],
  },
  {
    ...common, method: "delete", path: "/v3/submission", id: "deleteSubmission", title: "Erasure",
    about: "Erases personal data, document details and images. The id, the dates, the ID type and the status before remain.", query: deleteQuerySchema, answers: [good(deleteAnswerSchema), ...adminAnswers],
  },
  {
    ...common, method: "delete", path: "/v3/submission/partial", id: "deleteParts", title: "Erasure of parts",
    about: "Erases named parts. Nobody is a duplicate of that submission afterwards.", query: deletePartsQuerySchema, answers: [good(deletePartsAnswerSchema), ...adminAnswers],
  },
  {
    ...common, method: "put", path: "/v3/submission/image", id: "replaceImages", title: "Replacement of images", about: "Replaces images, each as base64.",
    body: { kind: "json", schema: replaceImagesSchema }, answers: [good(replaceImagesAnswerSchema), ...adminAnswers, { ...tooLargeJson, about: "An image of more than 2 MB, or a body of more than 12 MB." }],
  },
  {
    ...common, method: "get", path: "/v3/submission/image", id: "openImage", title: "An image by its link", needsKey: false,
    about: "Opens a link of an item's image part: a copy without metadata, for fifteen minutes.", query: imageLinkQuerySchema,
    answers: [{ status: 200, about: "The picture, a JPEG.", schema: null }, { ...forbidden, about: "A link that was changed or is over." }, outage],
  },
];

/** Every call there is. */
export const operations: readonly ApiOperation[] = [...stepOperations, ...recordOperations];
