import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icons";

const base = "inline-flex h-6 max-w-full min-w-0 items-center rounded-small border whitespace-nowrap";

export interface ChipProps {
  children: ReactNode;
  title?: string;
  /** The whole text of the button that takes it away, "Remove Croatia"; needed with `onRemove`. */
  removeLabel?: string;
  onRemove?: () => void;
  /** Without the accent: for a value that stands as it was. */
  plain?: boolean;
}

/** A chosen value; with `onRemove` it can be taken away. */
export function Chip({ children, title, removeLabel, onRemove, plain = false }: ChipProps) {
  return (
    <span className={classNames(base, "text-text", plain ? "border-line-control bg-surface" : "border-accent-line bg-accent-tint", onRemove ? "pl-2" : "px-2")} title={title}>
      <span className="truncate">{children}</span>
      {onRemove ? (
        <button
          type="button"
          aria-label={removeLabel}
          title={removeLabel}
          onClick={onRemove}
          className="-my-px -mr-px inline-flex size-6 shrink-0 items-center justify-center rounded-small hover:bg-hover focus-visible:-outline-offset-2"
        >
          <Icon name="x" small />
        </button>
      ) : null}
    </span>
  );
}

/** A dashed chip that adds one. */
export function AddChip({ children, className, ...rest }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      className={classNames(base, "gap-1 border-dashed border-line-control px-2 text-text-2 hover:bg-hover", className)}
      {...rest}
    >
      <Icon name="plus" small />
      {children}
    </button>
  );
}
