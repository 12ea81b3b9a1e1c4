"use client";

import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { useFieldProps } from "./field";

/** The edge that every text control shares. */
export const controlClass =
  "w-full min-w-0 rounded-control border border-line-control bg-surface px-2 text-text placeholder:text-text-3 focus-visible:-outline-offset-1 disabled:border-line disabled:bg-sunken disabled:text-text-off aria-invalid:border-danger";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...useFieldProps()} className={classNames(controlClass, "h-8", className)} {...rest} />;
}
