import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A key, drawn as a cap. `inherit` takes the colour of the filled button that it stands on. */
export function Kbd({ children, inherit = false }: { children: ReactNode; inherit?: boolean }) {
  return (
    <kbd
      className={classNames(
        "inline-flex h-4 min-w-4 items-center justify-center rounded-small border px-1 font-sans text-[11px] leading-none font-medium",
        inherit ? "border-current/45" : "border-line bg-sunken text-text-3",
      )}
    >
      {children}
    </kbd>
  );
}
