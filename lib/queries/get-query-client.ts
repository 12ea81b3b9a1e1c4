import { isServer, QueryCache, QueryClient } from "@tanstack/react-query";
import { RequestError } from "./fetch-json";

/** A session that has ended can show nothing more: the sign-in page takes over and comes back to where the person was. */
function leaveWhenSignedOut(error: Error) {
  if (isServer || !(error instanceof RequestError) || error.status !== 401) return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?${new URLSearchParams({ next: pathname + search }).toString()}`);
}

const makeQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => !isServer && failures < 1 && error instanceof RequestError && error.isTemporary,
        retryDelay: 500,
      },
    },
  });

let browserClient: QueryClient | undefined;

/** One client per request on the server, one per tab in the browser. */
export function getQueryClient(): QueryClient {
  if (isServer) return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}
