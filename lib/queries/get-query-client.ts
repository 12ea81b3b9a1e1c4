import { isServer, MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { cache } from "react";
import type { Viewer } from "@/lib/contracts/members";
import { RequestError } from "./fetch-json";
import { noticeAnswer, noticeFailure } from "./signed-out";
import { viewerKey, viewerOptions } from "./viewer";

const watching = isServer ? {} : { onError: noticeFailure, onSuccess: () => void (noticeAnswer() ? leaveToAnother() : null) };

/** A tab that another person has signed in to begins anew: nothing of the one before is shown or saved under the other's name. */
async function leaveToAnother(): Promise<void> {
  const client = getQueryClient();
  const before = client.getQueryData<Viewer>(viewerKey);
  const now = await client.fetchQuery({ ...viewerOptions(), staleTime: 0 });
  if (before !== undefined && before.memberId !== now.memberId) window.location.reload();
}

const makeQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache(watching),
    mutationCache: new MutationCache(watching),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => !isServer && failures < 1 && error instanceof RequestError && error.isTemporary,
        retryDelay: 500,
      },
      // A write without a network fails while the person looks, and is not sent later behind their back.
      mutations: { networkMode: "always" },
    },
  });

const requestClient = cache(makeQueryClient);
let browserClient: QueryClient | undefined;

/** One client per request on the server, so that layout and page ask once for what both show; one per tab in the browser. */
export function getQueryClient(): QueryClient {
  if (isServer) return requestClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}
