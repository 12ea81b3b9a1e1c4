import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";

/** Names what the address asked for and the desk does not know, so that nobody takes the list for something it is not. */
export function IgnoredNotice({ ignored }: { ignored: string[] }) {
  const t = useTranslations("queue");
  if (ignored.length === 0) return null;

  return (
    <Notice tone="warn" className="mx-4 my-2 shrink-0">
      {t("ignored", { count: ignored.length })}{" "}
      {ignored.slice(0, 8).map((part, index) => (
        // The same part may come twice, and none moves.
        <span key={index}>
          {index > 0 ? ", " : null}
          <code className="mono break-all" title={part}>
            {part.length > 80 ? `${part.slice(0, 80)}…` : part}
          </code>
        </span>
      ))}
    </Notice>
  );
}
