import type { ReactNode } from "react";
import { Icon } from "./icons";

/** Says what failed, what it means, and when it is tried again. */
export function ErrorState({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <section role="alert" className="mx-auto grid w-full max-w-[472px] justify-items-start gap-1 px-4 pt-16 pb-18">
      <h2 className="flex items-center gap-1 text-strong font-semibold">
        <Icon name="overdue" className="text-danger" />
        {title}
      </h2>
      {children ? <div className="grid gap-1 text-text-2">{children}</div> : null}
      {actions ? <div className="mt-3 flex gap-2">{actions}</div> : null}
    </section>
  );
}
