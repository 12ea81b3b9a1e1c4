"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { useCommands } from "@/components/shell/commands";
import { useSingleKeys } from "@/components/shell/single-keys";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { fetchNextSubmission } from "@/lib/queries/next-submission";

const isInMenu = (event: KeyboardEvent) => event.target instanceof Element && event.target.closest("[role=menu], [role=dialog]") !== null;

/** Opens the case that has waited longest, whatever is filtered here. */
export function ReviewNext() {
  const t = useTranslations("queue");
  const router = useRouter();
  const toast = useToast();
  const singleKeys = useSingleKeys();
  const [asking, setAsking] = useState(false);

  const open = async () => {
    setAsking(true);
    const found = await fetchNextSubmission().then(
      (submissionId) => ({ submissionId }),
      () => null,
    );
    setAsking(false);
    if (found === null) toast({ tone: "danger", message: t("nextFailed") });
    else if (found.submissionId === null) toast({ message: t("nothingNext") });
    else router.push(`/submissions/${found.submissionId}`);
  };

  useCommands(() => [{ id: "next", group: "page", label: t("reviewNext"), keys: ["n"], run: () => void open() }]);
  useHotkeys("n", () => void open(), { enabled: singleKeys && !asking, ignoreEventWhen: isInMenu });

  return (
    <Button variant="primary" shortcut={singleKeys ? "n" : undefined} aria-keyshortcuts={singleKeys ? "n" : undefined} inactive={asking} onClick={() => void open()}>
      {t("reviewNext")}
    </Button>
  );
}
