import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icons";

export type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode };

export function Checkbox({ label, className, ...rest }: CheckboxProps) {
  return (
    <label className={classNames("flex min-h-7 min-w-0 items-center gap-2", className)}>
      <span className="relative inline-grid size-4 shrink-0 place-items-center">
        <input
          type="checkbox"
          className="peer absolute inset-0 m-0 appearance-none rounded-small border border-line-control bg-surface checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent-tint disabled:border-line disabled:bg-sunken"
          {...rest}
        />
        <Icon name="minus" small className="pointer-events-none invisible absolute text-accent peer-indeterminate:visible" />
        <Icon name="check" small className="pointer-events-none invisible relative text-accent-on peer-checked:visible peer-disabled:text-text-3" />
      </span>
      <span className="min-w-0 flex-1">{label}</span>
    </label>
  );
}
