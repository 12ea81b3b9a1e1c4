import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { openApiDocument } from "./openapi";

test("the description is valid OpenAPI 3.1", async () => {
  const result = await new Validator().validate(openApiDocument());
  expect(result).toMatchObject({ valid: true });
});

test("what a form needs is what its parser takes", () => {
  const document = openApiDocument() as { paths: Record<string, Record<string, { requestBody: { content: Record<string, { schema: { properties: object; required: string[] } }> } }>> };
  const form = document.paths["/v3/submission/step1"]?.["post"]?.requestBody.content["multipart/form-data"]?.schema;
  expect(form?.required).toEqual(["issuingCountry", "email", "idType", "idImage"]);
  expect(Object.keys(form?.properties ?? {})).toEqual(["issuingCountry", "email", "idType", "submissionId", "userid", "cf1", "cf2", "cf3", "customOptions", "idImage", "idBackImage"]);
});
