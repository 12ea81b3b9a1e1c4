import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";

export type ButtonVariant = "primary" | "secondary" | "danger" | "quiet";
export type ButtonSize = "normal" | "small";

const looks: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-accent-on hover:border-accent-hover hover:bg-accent-hover",
  secondary: "border-line-control bg-surface text-text hover:bg-hover",
  danger: "border-danger-solid bg-danger-solid text-danger-on hover:border-danger-hover hover:bg-danger-hover",
  quiet: "border-transparent text-text-2 hover:bg-hover",
};

const off =
  "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-text-off aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-text-off";

/** The look of a button, for a link that acts like one. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "normal"): string {
  return classNames(
    "inline-flex shrink-0 items-center justify-center gap-2 border font-medium whitespace-nowrap",
    size === "small" ? "h-6 rounded-small px-2" : classNames("h-8 rounded-control", variant === "quiet" ? "px-2" : "px-3"),
    looks[variant],
    off,
  );
}

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** The key that does the same, shown as a cap; the accessible name stays the label alone. */
  shortcut?: string;
  /** Off for now, and still there for the focus: a button that goes off when it is pressed keeps it. */
  inactive?: boolean;
};

export function Button({ variant = "secondary", size = "normal", shortcut, inactive = false, className, children, type = "button", onClick, ...rest }: ButtonProps) {
  const filled = variant === "primary" || variant === "danger";
  return (
    <button
      type={type}
      aria-disabled={inactive || undefined}
      onClick={inactive ? (event) => event.preventDefault() : onClick}
      className={classNames(buttonClass(variant, size), className)}
      {...rest}
    >
      {children}
      {shortcut === undefined ? null : (
        <span aria-hidden="true" className="-mr-1 inline-flex">
          <Kbd inherit={filled && !rest.disabled && !inactive}>{shortcut}</Kbd>
        </span>
      )}
    </button>
  );
}
