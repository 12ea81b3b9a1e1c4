import type { ReactNode } from "react";
import { classNames } from "./class-names";

const knockout = { fill: "none", stroke: "var(--surface)", strokeWidth: 1.75 };
const solid = { fill: "currentColor", stroke: "none" };

/** The shapes on a grid of 16; stroked with the text's colour unless they say otherwise. */
const shapes = {
  incomplete: <circle cx="8" cy="8" r="5.75" strokeDasharray="2.6 2" />,
  pending: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <circle cx="8" cy="8" r="2" {...solid} />
    </>
  ),
  approved: (
    <>
      <circle cx="8" cy="8" r="6.5" {...solid} />
      <path d="M5.2 8.2l2 2 3.6-4" {...knockout} />
    </>
  ),
  rejected: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2" {...solid} />
      <path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" {...knockout} />
    </>
  ),
  deleted: <path d="M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM4 12l8-8" />,
  overdue: (
    <>
      <path d="M8 1.5L15 14H1z" fill="currentColor" />
      <path d="M8 6v3.4M8 11.9v.01" {...knockout} />
    </>
  ),
  soon: (
    <>
      <path d="M8 2l6 6-6 6-6-6z" />
      <path d="M8 2l6 6-6 6z" {...solid} />
    </>
  ),
  differs: <path d="M3 6h10M3 10h10M10.5 3l-5 10" strokeWidth="1.75" />,
  same: <path d="M4 6.25h8M4 9.75h8" />,
  doubt: <path d="M8 2.25L13.75 8 8 13.75 2.25 8zM8 5.9v2.5M8 10.4v.01" />,
  warning: <path d="M8 2.25L14.25 13.5H1.75zM8 6.5v3M8 11.4v.01" />,
  "not-run": (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="2" strokeDasharray="2.5 2" />
      <path d="M5.5 8h5" />
    </>
  ),
  document: <path d="M4 1.75h5L12.25 5v9.25H4zM9 2v3h3" />,
  search: <path d="M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM10.5 10.5L14 14" />,
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  minus: <path d="M3.5 8h9" />,
  x: <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" />,
  check: <path d="M3.5 8.5l3 3 6-7" strokeWidth="1.75" />,
  down: <path d="M4.5 6.5L8 10l3.5-3.5" />,
  up: <path d="M4.5 9.5L8 6l3.5 3.5" />,
  left: <path d="M9.5 4.5L6 8l3.5 3.5" />,
  right: <path d="M6.5 4.5L10 8l-3.5 3.5" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.5" />,
  fit: <path d="M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3" />,
  "rotate-left": <path d="M3.2 9.5A5 5 0 1 0 4.4 4.6L2.5 6.4M2.5 3v3.4h3.4" />,
  "rotate-right": <path d="M12.8 9.5a5 5 0 1 1-1.2-4.9l1.9 1.8M13.5 3v3.4h-3.4" />,
  light: (
    <path d="M10.75 8a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 0 1 5.5 0zM8 1.5v1.25M8 13.25v1.25M1.5 8h1.25M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9" />
  ),
  sides: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.5" />
      <path d="M8 3v10" />
    </>
  ),
  link: <path d="M7 9a2.5 2.5 0 0 0 3.6.1l2.1-2.1a2.5 2.5 0 0 0-3.6-3.6L8 4.6M9 7a2.5 2.5 0 0 0-3.6-.1L3.3 9a2.5 2.5 0 0 0 3.6 3.6L8 11.4" />,
  faces: <path d="M2 3h12v10H2zM9.75 6.75a1.75 1.75 0 1 1-3.5 0 1.75 1.75 0 0 1 3.5 0zM5 13c0-1.7 1.2-2.75 3-2.75S11 11.3 11 13" />,
  loupe: <path d="M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM10.5 10.5L14 14M7 5.25v3.5M5.25 7h3.5" />,
  expand: <path d="M9.5 2.5h4v4M13.5 2.5L9 7M6.5 13.5h-4v-4M2.5 13.5L7 9" />,
  edit: <path d="M10.5 3.25l2.25 2.25L6 12.25l-3 .75.75-3z" />,
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1.5" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  clock: <path d="M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM8 4.75V8l2.25 1.5" />,
  info: <path d="M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM8 7.5v3.25M8 5.25v.01" />,
  queue: <path d="M2.5 4h11M2.5 8h11M2.5 12h7" />,
  files: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" />
      <path d="M2.5 6h11M6 6v7.5" />
    </>
  ),
  log: <path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01" strokeWidth="1.75" />,
  gear: (
    <path d="M10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM8 1.75v2M8 12.25v2M1.75 8h2M12.25 8h2M3.6 3.6L5 5M11 11l1.4 1.4M12.4 3.6L11 5M5 11l-1.4 1.4" />
  ),
  person: <path d="M10.75 5a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 0 1 5.5 0zM3 13.5c0-2.6 2-4.25 5-4.25s5 1.65 5 4.25" />,
  members: <path d="M8.25 5a2.25 2.25 0 1 1-4.5 0 2.25 2.25 0 0 1 4.5 0zM2 13c0-2.4 1.6-3.75 4-3.75S10 10.6 10 13M10.5 3a2.25 2.25 0 0 1 0 4.1M12 9.6c1.3.5 2 1.7 2 3.4" />,
  mention: <path d="M10.5 8a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM10.5 8v.75a1.9 1.9 0 0 0 3.75 0V8A6.25 6.25 0 1 0 11 13.5" />,
  key: <path d="M8.75 10.25a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM7.9 8.1l5.35-5.35M10.75 5.25l2 2" />,
  live: <circle cx="8" cy="8" r="3" {...solid} />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** A shape beside a word, 16 px or 14 px small. It never stands alone, so it is hidden from screen readers. */
export function Icon({ name, small = false, className }: { name: IconName; small?: boolean; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classNames("inline-block shrink-0", small ? "size-3.5" : "size-4", className)}
    >
      {shapes[name]}
    </svg>
  );
}
