/** What the applicant reads, a code each, with the code below it. */
export function ToldCodes({ codes, comments }: { codes: readonly string[]; comments: readonly string[] }) {
  if (codes.length === 0) return null;
  return (
    <ul className="mt-2 grid gap-2">
      {codes.map((code, index) => (
        <li key={code} className="rounded-control border border-line bg-sunken px-3 py-2">
          {comments[index] === undefined ? null : (
            <p className="break-words whitespace-pre-line" dir="auto" lang={code === "other" ? undefined : "en"}>
              {comments[index]}
            </p>
          )}
          <p className="mono text-text-3">{code}</p>
        </li>
      ))}
    </ul>
  );
}
