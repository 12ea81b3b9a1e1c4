"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { useCommands } from "@/components/shell/commands";
import { useSingleKeys } from "@/components/shell/single-keys";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

const leases = () => import("@/lib/queries/leases");
const NoneFree = lazy(async () => ({ default: (await import("@/components/shell/none-free")).NoneFree }));

const isInMenu = (event: KeyboardEvent) => event.target instanceof Element && event.target.closest("[role=menu], [role=dialog]") !== null;

/** Opens the next case for this person, and takes it in the same step, whatever is filtered here. */
export function ReviewNext() {
  const t = useTranslations("queue");
  const router = useRouter();
  const toast = useToast();
  const singleKeys = useSingleKeys();
  const [asking, setAsking] = useState(false);
  useEffect(() => void leases().catch(() => undefined), []);

  const open = async () => {
    setAsking(true);
    const claimed = await leases().then(
      ({ claimNext }) => claimNext().catch(() => null),
      () => null,
    );
    setAsking(false);
    if (claimed === null) toast({ tone: "danger", message: t("nextFailed") });
    else if (claimed.lease !== null) router.push(`/submissions/${claimed.lease.submissionId}`);
    else
      toast({
        message: (
          <Suspense>
            <NoneFree claimed={claimed} />
          </Suspense>
        ),
      });
  };

  useCommands(() => [{ id: "next", group: "page", label: t("reviewNext"), keys: ["n"], run: () => void open() }]);
  useHotkeys("n", () => void open(), { enabled: singleKeys && !asking, ignoreEventWhen: isInMenu });

  return (
    <Button variant="primary" shortcut={singleKeys ? "n" : undefined} aria-keyshortcuts={singleKeys ? "n" : undefined} inactive={asking} onClick={() => void open()}>
      {t("reviewNext")}
    </Button>
  );
}
