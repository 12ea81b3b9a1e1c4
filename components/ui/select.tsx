"use client";

import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { useFieldProps } from "./field";
import { Icon } from "./icons";
import { controlClass } from "./input";

/** The platform's own select, so that touch and screen readers get what they know. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={classNames("relative inline-flex w-full min-w-0 items-center", className)}>
      <select {...useFieldProps()} className={classNames(controlClass, "h-8 appearance-none pr-7")} {...rest}>
        {children}
      </select>
      <Icon name="down" small className="pointer-events-none absolute right-2 text-text-3" />
    </span>
  );
}
