import { useTranslations } from "next-intl";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { ListSkeleton } from "./list-skeleton";

/** A list that is on its way: bars and rows where they will stand. */
export function PageSkeleton({ title }: { title: string }) {
  const t = useTranslations("common");
  return (
    <>
      <header className="flex h-12 shrink-0 items-center border-b border-line px-4">
        <h1 className="text-strong font-semibold whitespace-nowrap">{title}</h1>
      </header>
      <p role="status">
        <VisuallyHidden>{t("loading")}</VisuallyHidden>
      </p>
      <div className="h-10 shrink-0" />
      <div className="h-8 shrink-0 border-y border-line bg-sunken" />
      <div className="min-h-0 flex-1 overflow-hidden">
        <ListSkeleton />
      </div>
    </>
  );
}
