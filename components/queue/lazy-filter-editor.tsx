"use client";

import { lazy, Suspense } from "react";
import type { FilterEditorProps } from "./filter-editor";

const load = () => import("./filter-editor");
const FilterEditor = lazy(async () => ({ default: (await load()).FilterEditor }));

/** The list needs no editor to be shown: it comes once the page stands, well before a filter is opened. */
export const fetchEditor = () => void Promise.allSettled([load()]);

export function LazyFilterEditor(props: FilterEditorProps) {
  return (
    <Suspense fallback={<div className="h-14 w-52" />}>
      <FilterEditor {...props} />
    </Suspense>
  );
}
