"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useToast } from "@/components/ui/toast";
import { nextSubmissionOptions } from "@/lib/queries/next-submission";

/** The way to the case that waits behind this one; asked for ahead, and again when the answer has grown old. */
export function useNextCase(submissionId: string, leave: (href: string) => void): { go: () => Promise<void>; isPending: boolean } {
  const t = useTranslations("case");
  const toast = useToast();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [isPending, setPending] = useState(false);
  const { data: ahead } = useQuery(nextSubmissionOptions(submissionId));

  useEffect(() => {
    if (ahead) router.prefetch(`/submissions/${ahead}`);
  }, [ahead, router]);

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
