/** Rows to come: the heights of the table, nothing that moves. */
export function ListSkeleton({ rows = 24 }: { rows?: number }) {
  return (
    <div aria-hidden="true">
      <div className="h-8 border-b border-line" />
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-7 items-center gap-8 border-b border-line px-4">
          <span className="h-2 w-16 rounded-small bg-hover" />
          <span className="h-2 w-32 rounded-small bg-hover" />
          <span className="h-2 flex-1 rounded-small bg-hover" />
          <span className="h-2 w-40 rounded-small bg-hover" />
          <span className="h-2 w-24 rounded-small bg-hover" />
        </div>
      ))}
    </div>
  );
}
