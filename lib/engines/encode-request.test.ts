import { expect, test } from "vitest";
import { contractVersion, requestSchema, type EngineRequest } from "./contract";
import { encodeRequest } from "./encode-request";
import type { EngineImage } from "./engines";

const image = (text: string): EngineImage => ({ contentType: "image/jpeg", bytes: Buffer.from(text) });
const wired = ({ contentType, bytes }: EngineImage) => ({ contentType, base64: bytes.toString("base64") });
const requestOf = (input: object): EngineRequest => ({ version: contractVersion, requestId: "6f1d3a52-5b0e-4a51-9a0b-0f4f0c1f2b7e", engine: "faces", operation: "compareFaces", input });
const textOf = (request: EngineRequest) => Buffer.concat(encodeRequest(request)).toString("utf8");

test("the pieces are the request's JSON, to the letter", () => {
  const [document, selfie] = [image("the front of a document"), image("a face")];
  expect(textOf(requestOf({ document, selfie }))).toBe(JSON.stringify(requestOf({ document: wired(document), selfie: wired(selfie) })));
  const hints = { issuingCountry: 'Ελλάδα "} \u2028', side: "front" };
  expect(textOf(requestOf({ image: document, hints }))).toBe(JSON.stringify(requestOf({ image: wired(document), hints })));
  expect(textOf(requestOf({ image: image(""), hints }))).toBe(JSON.stringify(requestOf({ image: wired(image("")), hints })));
  expect(textOf(requestOf({ hints }))).toBe(JSON.stringify(requestOf({ hints })));
  expect(requestSchema.parse(JSON.parse(textOf(requestOf({ document, selfie }))))).toMatchObject({ operation: "compareFaces" });
});

test("requests with the same bytes share one piece, which no other bytes have", () => {
  const [document, other] = [image("a document"), image("a document")];
  const pieceOf = (given: EngineImage) => encodeRequest(requestOf({ image: given }))[1];
  expect(pieceOf(document)).toBe(pieceOf({ ...document }));
  expect(pieceOf(document)).not.toBe(pieceOf(other));
});
