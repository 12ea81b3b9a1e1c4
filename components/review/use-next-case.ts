"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useToast } from "@/components/ui/toast";
import { imageKinds } from "@/lib/kyc/images";
import { nextSubmissionOptions } from "@/lib/queries/next-submission";
import { imageUrl, submissionDetailOptions } from "@/lib/queries/submission-detail";
import { whenIdle } from "./when-idle";

/** The case behind this one, its page and the image that it opens with, fetched while nothing else is to be done. */
function useFetchedAhead(ahead: string | null | undefined) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const image = useRef<HTMLImageElement>(null);

  useEffect(() => {
    if (!ahead) return;
    return whenIdle(() => {
      router.prefetch(`/submissions/${ahead}`);
      void queryClient.ensureQueryData(submissionDetailOptions(ahead)).then(
        ({ images }) => {
          const first = imageKinds.find((kind) => images.some((given) => given.kind === kind));
          if (first === undefined) return;
          // Held as long as this case is on screen: the browser keeps no copy of personal data by itself.
          image.current = new Image();
          image.current.src = imageUrl(ahead, first, "display");
        },
        () => undefined,
      );
    });
  }, [ahead, queryClient, router]);
}

/** The way to the case that waits behind this one; asked for ahead, and again when the answer has grown old. */
export function useNextCase(submissionId: string, leave: (href: string) => void): { go: () => Promise<void>; isPending: boolean } {
  const t = useTranslations("case");
  const toast = useToast();
  const queryClient = useQueryClient();
  const [isPending, setPending] = useState(false);
  const { data: ahead } = useQuery(nextSubmissionOptions(submissionId));
  useFetchedAhead(ahead);

  const go = async () => {
    setPending(true);
    const found = await queryClient.fetchQuery(nextSubmissionOptions(submissionId)).then(
      (next) => ({ next }),
      () => null,
    );
    setPending(false);
    if (found === null) toast({ tone: "danger", message: t("nextFailed") });
    else if (found.next === null) toast({ message: t("nothingNext") });
    else leave(`/submissions/${found.next}`);
  };

  return { go, isPending };
}
