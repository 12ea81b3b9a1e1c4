import type { ReactNode } from "react";

/** The bar at the head of a page, 48 px: its title, what is said about it, and at the end its acts. */
export function PageBar({ title, about, children }: { title: string; about?: string; children?: ReactNode }) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4 whitespace-nowrap">
      <h1 className="text-strong font-semibold">{title}</h1>
      {about === undefined ? null : (
        <span className="min-w-0 truncate text-text-3" title={about}>
          {about}
        </span>
      )}
      <span className="flex-1" />
      {children}
    </header>
  );
}
