"use client";

import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useToast } from "@/components/ui/toast";
import type { Claimed } from "@/lib/contracts/leases";
import { claimNext, headFor, isHeading, releaseLease } from "@/lib/queries/leases";
import { imageUrl, submissionDetailOptions } from "@/lib/queries/submission-detail";
import { submissionKeys } from "@/lib/queries/submission-keys";
import { whenIdle } from "./when-idle";

const NoneFree = lazy(async () => ({ default: (await import("@/components/shell/none-free")).NoneFree }));

export interface NextCase {
  /** The case that is reserved behind this one, to be fetched. */
  ahead: string | null;
  isPending: boolean;
  go: () => Promise<void>;
  /** Puts this case aside for today, and goes on. */
  skip: () => Promise<void>;
}

const reservationKey = (submissionId: string) => [...submissionKeys.all(), "reserved", submissionId] as const;

/** The reservation stands as far as is known: nothing was heard of its case since it was fetched. */
function isQuiet(client: QueryClient, submissionId: string): boolean {
  const state = client.getQueryState(submissionKeys.detail(submissionId));
  return state === undefined || !state.isInvalidated;
}

/** The whole case that is ahead, with its images decoded, fetched while nothing else is to be done. */
function useFetchedAhead(ahead: string | null) {
  const queryClient = useQueryClient();
  const images = useRef<readonly HTMLImageElement[]>([]);

  useEffect(() => {
    if (ahead === null) return;
    return whenIdle(() => {
      queryClient.ensureQueryData(submissionDetailOptions(ahead)).then(
        (detail) => {
          // Held as long as this case is on screen: the browser keeps no copy of personal data by itself.
          images.current = detail.images.map(({ kind }) => {
            const image = new Image();
            image.src = imageUrl(ahead, kind, "display");
            image.decode().catch(() => undefined);
            return image;
          });
        },
        () => undefined,
      );
    });
  }, [ahead, queryClient]);
}

/**
 * The way to the next case. It is reserved as soon as this one is held (`isHeld`), and freed with it when the page is left
 * for something else; without a reservation it is asked for when a person wants to go on.
 */
export function useNextCase(submissionId: string, isHeld: boolean, leave: (href: string) => void): NextCase {
  const t = useTranslations("case");
  const toast = useToast();
  const queryClient = useQueryClient();
  const [isPending, setPending] = useState(false);
  const queryKey = reservationKey(submissionId);
  const reserved = useQuery({ queryKey, queryFn: () => claimNext({ soft: true }), enabled: isHeld, staleTime: Infinity, gcTime: 0, retry: false }).data?.lease ?? null;
  const ahead = reserved?.submissionId ?? null;
  useFetchedAhead(ahead);

  useEffect(() => {
    if (reserved === null) return;
    const free = () => releaseLease(reserved);
    window.addEventListener("pagehide", free);
    return () => {
      window.removeEventListener("pagehide", free);
      if (!isHeading()) free();
    };
  }, [reserved]);

  const claim = async (skip: string | null): Promise<Claimed | null> => {
    setPending(true);
    const claimed = await claimNext({ soft: true, skip }).catch(() => null);
    setPending(false);
    if (claimed === null) toast({ tone: "danger", message: t("nextFailed") });
    return claimed;
  };
  const open = (id: string) => {
    headFor(id);
    leave(`/submissions/${id}`);
  };
  const tellNone = (claimed: Claimed) =>
    toast({
      name: "none-free",
      message: (
        <Suspense>
          <NoneFree claimed={claimed} />
        </Suspense>
      ),
    });

  return {
    ahead,
    isPending,
    go: async () => {
      if (ahead !== null && isQuiet(queryClient, ahead)) return open(ahead);
      const claimed = await claim(null);
      if (claimed === null) return;
      if (claimed.lease === null) tellNone(claimed);
      else open(claimed.lease.submissionId);
    },
    skip: async () => {
      const claimed = await claim(submissionId);
      if (claimed === null) return;
      if (claimed.lease !== null) return open(claimed.lease.submissionId);
      tellNone(claimed);
      leave("/queue");
    },
  };
}
