import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";
import { countsIntervalMs } from "./queue-counts";
import { isUnauthenticated } from "./signed-out";

export const mentionKeys = {
  all: () => ["mentions"] as const,
  pages: () => [...mentionKeys.all(), "page"] as const,
  page: (before: string | null) => [...mentionKeys.pages(), before] as const,
  unread: () => [...mentionKeys.all(), "unread"] as const,
};

/** A page of the notes that call the reader, newest first; `before` is the last of the page before. */
export function mentionsOptions(before: string | null) {
  return queryOptions({
    queryKey: mentionKeys.page(before),
    queryFn: ({ signal }) => fetchJson(`/api/mentions${before === null ? "" : `?before=${before}`}`, "mentionPage", { signal }),
    refetchOnWindowFocus: "always",
  });
}

/** How many of them were not opened yet; a count of `limit` means "that many or more". */
export function unreadMentionsOptions() {
  return queryOptions({
    queryKey: mentionKeys.unread(),
    queryFn: ({ signal }) => fetchJson("/api/mentions/unread", "unreadMentions", { signal }),
    refetchInterval: ({ state }) => (isUnauthenticated(state.error) ? false : countsIntervalMs),
    refetchOnWindowFocus: "always",
  });
}
