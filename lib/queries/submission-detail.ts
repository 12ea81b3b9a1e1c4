import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";
import { submissionKeys } from "./submission-keys";

/** A whole case. It is asked for again when the window is looked at anew: another agent may have worked on it. */
export function submissionDetailOptions(submissionId: string) {
  return queryOptions({
    queryKey: submissionKeys.detail(submissionId),
    queryFn: ({ signal }) => fetchJson(`/api/submissions/${submissionId}`, "submissionDetail", { signal }),
    refetchOnWindowFocus: "always",
  });
}

export type ImageSize = "display" | "thumbnail";

/** Where the browser gets an image of a case; the route checks who asks. */
export function imageUrl(submissionId: string, kind: string, size: ImageSize): string {
  const url = `/api/submissions/${submissionId}/images/${kind}`;
  return size === "thumbnail" ? `${url}?size=thumbnail` : url;
}

/** Where the browser gets an image whose place another took. */
export function replacedImageUrl(submissionId: string, imageId: string): string {
  return `/api/submissions/${submissionId}/images/replaced/${imageId}`;
}
