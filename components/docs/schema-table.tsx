import type { ReactNode } from "react";

type Json = Record<string, unknown>;

interface Row {
  name: string;
  type: string;
  isRequired: boolean;
  notes: string[];
}

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A type in words: "text", "whole number", "one of …", "list of text". */
function typeOf(schema: Json): string {
  const choices = list(schema["anyOf"] ?? schema["oneOf"]).filter(isObject);
  if (choices.length > 0) return choices.map(typeOf).join(" or ");
  if ("const" in schema) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) return schema["enum"].map(String).join(" · ");
  if (schema["type"] === "array") return `list of ${isObject(schema["items"]) ? typeOf(schema["items"]) : "values"}`;
  const names: Record<string, string> = { string: "text", integer: "whole number", number: "number", boolean: "true or false", object: "object", null: "null" };
  return names[String(schema["type"])] ?? "any value";
}

function notesOf(schema: Json): string[] {
  const notes: string[] = [];
  if (typeof schema["description"] === "string") notes.push(schema["description"]);
  if (typeof schema["format"] === "string") notes.push(schema["format"]);
  if (typeof schema["maxLength"] === "number") notes.push(`at most ${schema["maxLength"]} characters`);
  if (schema["contentMediaType"] !== undefined) notes.push("file");
  return notes;
}

/** Properties of an object, those of nested objects under their path. */
function rowsOf(schema: Json, prefix = ""): Row[] {
  const required = list(schema["required"]);
  return Object.entries(isObject(schema["properties"]) ? schema["properties"] : {}).flatMap(([name, property]) => {
    if (!isObject(property)) return [];
    const row = { name: prefix + name, type: typeOf(property), isRequired: required.includes(name), notes: notesOf(property) };
    const inner = property["type"] === "array" && isObject(property["items"]) ? property["items"] : property;
    return [row, ...rowsOf(inner, `${prefix}${name}${inner === property ? "" : "[]"}.`)];
  });
}

/** What a body or an answer of a call consists of; several shapes stand one after the other. */
export function SchemaTable({ schema, caption, of }: { schema: Json; caption: string; of: string }) {
  const shapes = list(schema["anyOf"] ?? schema["oneOf"]).filter(isObject);
  if (shapes.length > 0)
    return shapes.map((shape, index) => <SchemaTable key={index} of={of} schema={shape} caption={`${caption}, ${index + 1} of ${shapes.length}`} />);
  const rows = rowsOf(schema);
  return rows.length === 0 ? null : (
    <section aria-label={`${of}: ${caption}`} tabIndex={0} className="overflow-x-auto focus-visible:-outline-offset-2">
      <table className="mt-2 w-full min-w-[560px] border-collapse text-left">
        <caption className="py-1 text-left text-small text-text-3">{caption}</caption>
        <thead>
          <tr className="border-y border-line text-text-2">
            <Head>Name</Head>
            <Head>Type</Head>
            <Head>Required</Head>
            <Head>Notes</Head>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="border-b border-line align-top">
              <th scope="row" className="mono py-1 pr-4 font-normal">
                {row.name}
              </th>
              <td className="py-1 pr-4 break-words">{row.type}</td>
              <td className="py-1 pr-4">{row.isRequired ? "yes" : "no"}</td>
              <td className="py-1">{row.notes.join("; ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Head({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className="py-1 pr-4 font-medium">
      {children}
    </th>
  );
}
