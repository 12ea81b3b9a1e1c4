import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icons";

/** A dense table of fixed columns: head 32 px, row 28 px. `columns` are width classes, empty for what takes the rest. */
export function Table({ label, columns, className, children, ...rest }: ComponentProps<"table"> & { label: string; columns?: readonly string[] }) {
  return (
    <table aria-label={label} className={classNames("w-full table-fixed border-separate border-spacing-0 tabular-nums", className)} {...rest}>
      {columns ? (
        <colgroup>
          {columns.map((width, index) => (
            <col key={`${width}-${index.toString()}`} className={width} />
          ))}
        </colgroup>
      ) : null}
      {children}
    </table>
  );
}

export type SortDirection = "ascending" | "descending";

export interface ThProps {
  children: ReactNode;
  align?: "left" | "right";
  /** The direction when sorted by this column, "none" when it could be; left out where a column does not sort. */
  sort?: SortDirection | "none";
  onSort?: () => void;
  /** What a press on the head does: "Sort by name". */
  sortLabel?: string;
  className?: string;
}

export function Th({ children, align = "left", sort, onSort, sortLabel, className }: ThProps) {
  return (
    <th
      scope="col"
      aria-sort={sort}
      className={classNames(
        "h-8 truncate border-b border-line px-2 text-small font-medium text-text-3 first:pl-4 last:pr-4",
        align === "right" ? "text-right" : "text-left",
        className,
      )}
    >
      {onSort ? (
        <button type="button" onClick={onSort} title={sortLabel} className="group/sort inline-flex h-6 items-center gap-1 rounded-small font-medium hover:text-text">
          {children}
          <Icon
            name={sort === "ascending" ? "up" : "down"}
            small
            className={sort === "none" ? "invisible group-hover/sort:visible group-focus-visible/sort:visible" : undefined}
          />
        </button>
      ) : (
        children
      )}
    </th>
  );
}

/** A row. With `tabIndex` it takes the focus and draws its ring inside; `current` marks the row that is worked on. */
export function Tr({ current = false, className, ...rest }: ComponentProps<"tr"> & { current?: boolean }) {
  return (
    <tr
      aria-current={current || undefined}
      className={classNames("group/row focus-visible:-outline-offset-2", current ? "bg-accent-tint" : "hover:bg-hover focus-within:bg-accent-tint", className)}
      {...rest}
    />
  );
}

/** A cell of one line; what is cut needs its whole in `title`. */
export function Td({ align = "left", className, ...rest }: Omit<ComponentProps<"td">, "align"> & { align?: "left" | "right" }) {
  return (
    <td
      className={classNames("h-7 truncate border-b border-line px-2 text-text-2 first:pl-4 last:pr-4", align === "right" && "text-right", className)}
      {...rest}
    />
  );
}
