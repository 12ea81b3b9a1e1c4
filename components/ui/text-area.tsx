"use client";

import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { useFieldProps } from "./field";
import { controlClass } from "./input";

export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...useFieldProps()} className={classNames(controlClass, "resize-none py-1 tabular-nums", className)} {...rest} />;
}
