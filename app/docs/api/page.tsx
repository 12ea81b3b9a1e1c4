import type { Metadata } from "next";
import { OperationSection } from "@/components/docs/operation-section";
import { operations } from "@/lib/contracts/v3/operations";

export const metadata: Metadata = { title: "API reference" };

/** The reference of the public API, in the language of its codes and messages, made from the schemas that parse the requests. */
export default function ApiReferencePage() {
  return (
    <main lang="en" className="mx-auto max-w-[960px] px-6 py-8">
      <h1 className="text-title font-semibold">API reference</h1>
      <p className="mt-2 max-w-[72ch]">
        Version 3. Send the project’s key as <code className="mono">x-api-key</code>. Errors are told by <code className="mono">errors[0].code</code> and{" "}
        <code className="mono">errors[0].message</code>; they write nothing. The same description as OpenAPI 3.1:{" "}
        <a className="text-accent-text underline" href="/v3/openapi.json">
          /v3/openapi.json
        </a>
        .
      </p>
      <nav aria-label="Calls" className="mt-4">
        <ul className="grid gap-1">
          {operations.map(({ id, method, path, title }) => (
            <li key={id}>
              <a className="text-accent-text underline" href={`#${id}`}>
                {title}
              </a>{" "}
              <span className="mono text-text-3">
                {method.toUpperCase()} {path}
              </span>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-6">
        {operations.map((operation) => (
          <OperationSection key={operation.id} operation={operation} />
        ))}
      </div>
    </main>
  );
}
