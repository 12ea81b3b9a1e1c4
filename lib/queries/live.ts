"use client";

import { hashKey, type QueryClient } from "@tanstack/react-query";
import type { LiveEvent } from "@/lib/contracts/live";
import type { SubmissionPage } from "@/lib/contracts/submissions";
import { fetchJson } from "./fetch-json";
import { mentionKeys } from "./mentions";
import { noteKeys } from "./notes";
import { queueCountsOptions, wholeQueue } from "./queue-counts";
import { submissionKeys } from "./submission-keys";

/** Changes that come in a burst are asked about together. */
const gatherMs = 300;
/** A query may name this many cases. */
const mostIds = 100;

const listKey = submissionKeys.lists();
/** Comes with the events. */
const toldCount = hashKey(submissionKeys.counts(wholeQueue));

/** The rows on screen that changed, as they are now, each where it stands: no row moves. */
async function refreshRows(client: QueryClient, changed: ReadonlySet<string> | "all"): Promise<void> {
  const pages = client.getQueriesData<SubmissionPage>({ queryKey: listKey, type: "active" });
  const shown = pages.flatMap(([, page]) => page?.items.map(({ id }) => id) ?? []);
  const ids = [...new Set(shown)].filter((id) => changed === "all" || changed.has(id)).slice(0, mostIds);
  if (ids.length === 0) return;
  const { items } = await fetchJson(`/api/submissions/items?${new URLSearchParams(ids.map((id) => ["id", id])).toString()}`, "submissionItems");
  const now = new Map(items.map((item) => [item.id, item]));
  client.setQueriesData<SubmissionPage>({ queryKey: listKey }, (page) => page && { ...page, items: page.items.map((item) => now.get(item.id) ?? item) });
}

/** Acts that a note, or the end of one, is among. */
const touchesNotes = (act: string) => act === "submission.noted" || act === "submission.erased";

/** Notes of the cases named, and who is called by them. */
function refreshNotes(client: QueryClient, noted: ReadonlySet<string> | "all"): void {
  if (noted !== "all" && noted.size === 0) return;
  const lists = noted === "all" ? [noteKeys.all()] : [...noted].map((id) => noteKeys.ofCase(id));
  for (const queryKey of [...lists, mentionKeys.all()]) void client.invalidateQueries({ queryKey });
}

/** What a page shows of the cases that changed is asked for anew; what nobody shows is asked for when it is shown. */
function refresh(client: QueryClient, changed: ReadonlySet<string> | "all", onlyLeases: boolean): void {
  const details = changed === "all" ? [submissionKeys.details()] : [...changed].map((id) => submissionKeys.detail(id));
  for (const queryKey of details) void client.invalidateQueries({ queryKey });
  // A row that cannot be asked for stays as it is: the next change, or the way back, asks again.
  refreshRows(client, changed).catch(() => undefined);
  if (onlyLeases) return;
  void client.invalidateQueries({ queryKey: submissionKeys.everyCount(), predicate: ({ queryHash }) => queryHash !== toldCount });
}

/** What becomes of the events of `GET /api/live`: a function that takes each. */
export function liveFollower(client: QueryClient): (event: LiveEvent) => void {
  let changed = new Set<string>();
  let noted = new Set<string>();
  let onlyLeases = true;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const act = () => {
    timer = undefined;
    refresh(client, changed, onlyLeases);
    refreshNotes(client, noted);
    [changed, noted] = [new Set(), new Set()];
    onlyLeases = true;
  };

  return (event) => {
    if (event.type === "waiting") {
      const { queryKey } = queueCountsOptions(wholeQueue);
      // As of the same time as before: the ages on screen are counted up to it, and move with the rows.
      const updatedAt = client.getQueryState(queryKey)?.dataUpdatedAt;
      client.setQueryData(queryKey, { waiting: event.waiting, matching: event.waiting, limit: event.limit }, { updatedAt });
    } else if (event.type === "lost") {
      refresh(client, "all", false);
      refreshNotes(client, "all");
    } else {
      for (const { id, act: what } of event.cases) {
        changed.add(id);
        if (touchesNotes(what)) noted.add(id);
        onlyLeases &&= what === "lease";
      }
      timer ??= setTimeout(act, gatherMs);
    }
  };
}
