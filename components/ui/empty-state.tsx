import type { ReactNode } from "react";

/** Says that there is nothing, why, and what could be done. */
export function EmptyState({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <section className="mx-auto grid w-full max-w-[472px] justify-items-start gap-1 px-4 pt-16 pb-18">
      <h2 className="text-strong font-semibold">{title}</h2>
      {children ? <div className="text-text-2">{children}</div> : null}
      {actions ? <div className="mt-3 flex gap-2">{actions}</div> : null}
    </section>
  );
}
