"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useToast } from "@/components/ui/toast";
import { nextSubmissionOptions } from "@/lib/queries/next-submission";

/** The way to the case that waits behind this one; asked for ahead, and again when the answer has grown old. */
export function useNextCase(submissionId: string, leave: (href: string) => void): { go: () => void; isPending: boolean } {
  const t = useTranslations("case");
  const toast = useToast();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [isPending, startTransition] = useTransition();
  useQuery({ ...nextSubmissionOptions(submissionId), select: (next) => prefetched(next, (href) => router.prefetch(href)) });

  const go = () =>
    startTransition(async () => {
      try {
        const next = await queryClient.fetchQuery(nextSubmissionOptions(submissionId));
        if (next === null) toast({ message: t("nothingNext") });
        else leave(`/submissions/${next}`);
      } catch {
        toast({ tone: "danger", message: t("nextFailed") });
      }
    });

  return { go, isPending };
}
