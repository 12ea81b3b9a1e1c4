import { jsonSchemaOf, multipartSchema } from "@/lib/contracts/v3/openapi";
import type { ApiOperation } from "@/lib/contracts/v3/operations";
import { catalogue } from "@/lib/kyc/codes/catalogue";
import { SchemaTable } from "./schema-table";

/** One call: what it takes, what it answers, and the codes of its stage. */
export function OperationSection({ operation }: { operation: ApiOperation }) {
  const { id, method, path, title, about, query, body, answers, isIdempotent, needsKey } = operation;
  return (
    <section aria-labelledby={id} className="border-t border-line py-6">
      <h2 id={id} className="scroll-mt-4 text-title font-semibold">
        {title}
      </h2>
      <p className="mono mt-1 break-all">
        {method.toUpperCase()} {path}
      </p>
      <p className="mt-2 max-w-[72ch]">{about}</p>
      <p className="mt-1 text-text-2">
        {needsKey ? "Needs the header x-api-key. " : "Needs no key. "}
        {isIdempotent ? "Takes an Idempotency-Key: a repeated request within 24 hours gets the first answer." : null}
      </p>
      {query ? <SchemaTable of={title} caption="Query" schema={jsonSchemaOf(query, "input")} /> : null}
      {body ? (
        <SchemaTable of={title} caption={body.kind === "json" ? "Body, JSON" : "Body, multipart/form-data"} schema={body.kind === "json" ? jsonSchemaOf(body.schema, "input") : multipartSchema(body)} />
      ) : null}
      {answers.map(({ status, about: words, schema }) => (
        <div key={status} className="mt-4">
          <h3 className="font-semibold">
            {status} <span className="font-normal text-text-2">{words}</span>
          </h3>
          {schema ? <SchemaTable of={title} caption={`Answer ${status}`} schema={jsonSchemaOf(schema, "output")} /> : null}
        </div>
      ))}
      <StageCodes of={title} stage={operation.stage} />
    </section>
  );
}

function StageCodes({ of, stage }: { of: string; stage: ApiOperation["stage"] }) {
  const rows = stage === null ? [] : catalogue.filter((row) => row.stage === stage);
  if (rows.length === 0) return null;
  return (
    <details className="mt-4">
      <summary className="cursor-pointer font-semibold">Codes ({rows.length})</summary>
      <section aria-label={`${of}: codes`} tabIndex={0} className="overflow-x-auto focus-visible:-outline-offset-2">
        <table className="mt-2 w-full min-w-[720px] border-collapse text-left">
          <thead>
            <tr className="border-y border-line text-text-2">
              {["Code", "Kind", "Message", "Raised when"].map((name) => (
                <th key={name} scope="col" className="py-1 pr-4 font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.kind} ${row.code} ${row.variant}`} className="border-b border-line align-top">
                <th scope="row" className="mono py-1 pr-4 font-normal">
                  {row.code}
                </th>
                <td className="py-1 pr-4">{row.kind}</td>
                <td className="py-1 pr-4">{row.message}</td>
                <td className="py-1">{row.when}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
