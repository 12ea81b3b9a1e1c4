import * as z from "zod/mini";
import { operations, type ApiAnswer, type ApiBody, type ApiOperation } from "./operations";

type Json = Record<string, unknown>;

/** The JSON Schema of what the parser takes, or of what is answered. What JSON Schema cannot say is left open. */
export function jsonSchemaOf(schema: z.ZodMiniType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", unrepresentable: "any", io }) as Json;
  return rest;
}

/** Fields and images of a form as one object. */
export function multipartSchema({ fields, images, requiredImages }: Extract<ApiBody, { kind: "multipart" }>): Json {
  const schema = jsonSchemaOf(fields, "input");
  const binary = { type: "string", contentMediaType: "image/jpeg, image/png", description: "JPEG or PNG by its content, up to 2 MB and 40 megapixels." };
  return {
    ...schema,
    properties: { ...(schema["properties"] as Json), ...Object.fromEntries(images.map((name) => [name, binary])) },
    required: [...((schema["required"] as string[] | undefined) ?? []), ...requiredImages],
  };
}

function bodyOf(body: ApiBody): Json {
  const [type, schema] = body.kind === "json" ? ["application/json", jsonSchemaOf(body.schema, "input")] : ["multipart/form-data", multipartSchema(body)];
  return { required: true, content: { [type]: { schema } } };
}

function parametersOf({ query, isIdempotent }: ApiOperation): Json[] {
  const parameters: Json[] = [];
  if (query) {
    const { properties = {}, required = [] } = jsonSchemaOf(query, "input") as { properties?: Json; required?: string[] };
    for (const [name, schema] of Object.entries(properties)) parameters.push({ name, in: "query", required: required.includes(name), schema });
  }
  if (isIdempotent) parameters.push({ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", minLength: 1, maxLength: 255 } });
  return parameters;
}

const answerOf = ({ about, schema }: ApiAnswer): Json => ({
  description: about,
  ...(schema === null ? {} : { content: { "application/json": { schema: jsonSchemaOf(schema, "output") } } }),
});

function operationOf(operation: ApiOperation): Json {
  const { id, title, about, body, answers, needsKey } = operation;
  return {
    operationId: id,
    summary: title,
    description: about,
    parameters: parametersOf(operation),
    ...(body === null ? {} : { requestBody: bodyOf(body) }),
    responses: Object.fromEntries(answers.map((answer) => [String(answer.status), answerOf(answer)])),
    security: needsKey ? [{ apiKey: [] }] : [],
  };
}

/** The public API as an OpenAPI 3.1 document, made from the schemas that parse the requests. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation) };
  return {
    openapi: "3.1.0",
    info: { title: "Verdict", version: "3", description: "Identity submissions: documents, selfies, decisions." },
    paths,
    components: { securitySchemes: { apiKey: { type: "apiKey", in: "header", name: "x-api-key" } } },
  };
}
