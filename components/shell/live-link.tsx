"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { whenIdle } from "@/components/review/when-idle";

/** Keeps what the desk shows current; loaded when the page is alive, for nothing waits for it. */
export function LiveLink() {
  const client = useQueryClient();

  useEffect(() => {
    let end = () => {};
    let isOver = false;
    // What is told must not meet a page whose parts still come alive: they would differ from what the server drew.
    const cancel = whenIdle(() => void Promise.all([import("@/lib/queries/live-connection"), import("@/lib/queries/live")]).then(
      ([{ connectLive }, { liveFollower }]) => {
        if (!isOver) end = connectLive(liveFollower(client));
      },
      // Without it the desk asks every half minute, as it does anyhow.
      () => undefined,
    ));
    return () => {
      isOver = true;
      cancel();
      end();
    };
  }, [client]);

  return null;
}
