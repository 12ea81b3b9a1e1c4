import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

export type IconButtonProps = Omit<ComponentProps<"button">, "children"> & {
  label: string;
  /** Named in the title, after the label. */
  shortcut?: string;
  size?: "normal" | "small";
  /** For a button that stays down: sets `aria-pressed`. */
  pressed?: boolean;
  children: ReactNode;
};

/** A button that is a shape; its label is its accessible name and its title. */
export function IconButton({ label, shortcut, size = "small", pressed, className, children, type = "button", ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      aria-pressed={pressed}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      className={classNames(
        "inline-flex shrink-0 items-center justify-center border",
        size === "small" ? "size-6 rounded-small" : "size-8 rounded-control",
        pressed ? "border-accent-line bg-accent-tint text-accent-text" : "border-transparent text-text-2 hover:bg-hover",
        "disabled:cursor-not-allowed disabled:text-text-off disabled:hover:bg-transparent",
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
