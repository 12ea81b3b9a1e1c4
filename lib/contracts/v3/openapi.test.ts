import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { openApiDocument } from "./openapi";
import { operations } from "./operations";

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

test("every route of the API is described, and nothing else is", () => {
  const routes = readdirSync("app/v3/submission", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
  const served = routes.flatMap((file) => {
    const source = readFileSync(path.join("app/v3/submission", file), "utf8");
    const methods = [...source.matchAll(/^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/gm)].map(([, method = ""]) => method.toLowerCase());
    return methods.map((method) => `${method} ${path.posix.join("/v3/submission", path.dirname(file))}`);
  });
  expect(operations.map((operation) => `${operation.method} ${operation.path}`).sort()).toEqual(served.sort());
});
