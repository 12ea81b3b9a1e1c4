"use client";

import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { useFieldProps } from "./field";

export type SwitchProps = Omit<ComponentProps<"input">, "type" | "role"> & {
  /** The accessible name, where no visible label names it. */
  label?: string;
};

export function Switch({ label, className, ...rest }: SwitchProps) {
  return (
    <span className={classNames("relative inline-flex h-4 w-7 shrink-0", className)}>
      <input
        {...useFieldProps()}
        type="checkbox"
        role="switch"
        aria-label={label}
        className="peer absolute inset-0 m-0 size-full appearance-none rounded-full bg-line-control checked:bg-accent disabled:bg-line forced-colors:border forced-colors:border-[ButtonText] forced-colors:checked:bg-[Highlight] forced-colors:disabled:border-[GrayText]"
        {...rest}
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-0.5 left-0.5 size-3 rounded-full bg-surface peer-checked:translate-x-3 peer-checked:bg-accent-on forced-colors:bg-[ButtonText] forced-colors:peer-checked:bg-[HighlightText] forced-colors:peer-disabled:bg-[GrayText]"
      />
    </span>
  );
}
