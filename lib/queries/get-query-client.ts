import { isServer, MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { cache } from "react";
import { RequestError } from "./fetch-json";
import { noticeAnswer, noticeFailure } from "./signed-out";

const watching = isServer ? {} : { onError: noticeFailure, onSuccess: noticeAnswer };

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
