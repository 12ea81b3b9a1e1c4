import { parseTemplate } from "@/lib/kyc/codes/text-template";

/** A template's text with its holes set off as `{name}`; one that is not well formed stands as it was written. */
export function TemplateText({ body }: { body: string }) {
  const parsed = parseTemplate(body);
  if ("fault" in parsed) return body;
  return parsed.parts.map((part, index) =>
    part.kind === "text" ? (
      part.text
    ) : (
      <mark key={index} className="rounded-small bg-accent-tint px-0.5 font-medium text-accent-text">
        {`{${part.name}}`}
      </mark>
    ),
  );
}
